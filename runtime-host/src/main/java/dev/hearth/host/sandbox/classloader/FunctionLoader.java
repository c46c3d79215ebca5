package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.classloader.binding.BoundHandler;
import dev.hearth.host.sandbox.classloader.binding.HandlerBinder;
import dev.hearth.host.sandbox.classloader.cloud.CloudBinder;
import dev.hearth.host.sandbox.classloader.metering.ThreadClocks;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/**
 * Loads and constructs a handler. Runs guest code (static initialisers, the constructor), so it
 * belongs on a thread of the instance.
 */
final class FunctionLoader {

  /** Metaspace that a class takes, as a multiple of its class file; a cautious guess. */
  private static final int METASPACE_FACTOR = 4;

  private final TimeSource time;
  private final HandlerBinder binder;
  private final CloudBinder cloud;

  FunctionLoader(TimeSource time, HandlerBinder binder, CloudBinder cloud) {
    this.time = time;
    this.binder = binder;
    this.cloud = cloud;
  }

  /**
   * Loads, initialises and constructs the handler of {@code entryPoint}.
   *
   * @param startedNanos when the start of the instance began
   * @throws Throwable what the function's own code throws, or the JVM while it links it
   */
  LoadedFunction load(EntryPoint entryPoint, FunctionClassLoader loader, long startedNanos)
      throws Throwable {
    long allocatedBefore = ThreadClocks.ownAllocatedBytes();
    Class<?> type = Class.forName(entryPoint.target(), false, loader);
    long loadedNanos = time.nanos();
    Object target = construct(type);
    BoundHandler handler = bind(entryPoint.style(), target);
    ColdStart coldStart = new ColdStart(loadedNanos - startedNanos, time.nanos() - loadedNanos);
    long bytes =
        ThreadClocks.ownAllocatedBytes()
            - allocatedBefore
            + METASPACE_FACTOR * loader.definedBytes();
    return new LoadedFunction(handler, target, coldStart, bytes);
  }

  private BoundHandler bind(HandlerStyle style, Object target) {
    return style.isCloud() ? cloud.bind(style, target) : binder.bind(style, target);
  }

  private static Object construct(Class<?> type) throws Throwable {
    Constructor<?> constructor = type.getConstructor();
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
