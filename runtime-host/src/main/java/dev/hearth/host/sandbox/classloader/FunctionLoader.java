package dev.hearth.host.sandbox.classloader;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.classloader.binding.BoundHandler;
import dev.hearth.host.sandbox.classloader.binding.HandlerBinder;
import dev.hearth.host.sandbox.classloader.binding.lambda.LambdaBinder;
import dev.hearth.host.sandbox.classloader.binding.lambda.LambdaFunction;
import dev.hearth.host.sandbox.classloader.cloud.CloudBinder;
import dev.hearth.host.sandbox.classloader.metering.ThreadClocks;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

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
  private final LambdaBinder lambda;

  FunctionLoader(TimeSource time, HandlerBinder binder, CloudBinder cloud, LambdaBinder lambda) {
    this.time = time;
    this.binder = binder;
    this.cloud = cloud;
    this.lambda = lambda;
    lambda.serveRuntimeLogger(InstanceThreadGroup::lambdaLoggerOfRunningThread);
  }

  /**
   * Loads, initialises and constructs the handler of {@code entryPoint}.
   *
   * @param told what a Lambda handler is told of its instance; empty for others
   * @param startedNanos when the start of the instance began
   * @throws Throwable what the function's own code throws, or the JVM while it links it
   */
  LoadedFunction load(
      EntryPoint entryPoint,
      FunctionClassLoader loader,
      Optional<LambdaFunction> told,
      long startedNanos)
      throws Throwable {
    long allocatedBefore = ThreadClocks.ownAllocatedBytes();
    Class<?> type = Class.forName(LambdaBinder.className(entryPoint.target()), false, loader);
    long loadedNanos = time.nanos();
    LambdaBinder.Bound bound =
        told.isPresent() ? lambda(type, entryPoint, told.get()) : other(type, entryPoint);
    ColdStart coldStart = new ColdStart(loadedNanos - startedNanos, time.nanos() - loadedNanos);
    long bytes =
        ThreadClocks.ownAllocatedBytes()
            - allocatedBefore
            + METASPACE_FACTOR * loader.definedBytes();
    return new LoadedFunction(bound.handler(), bound.target(), coldStart, bytes);
  }

  private LambdaBinder.Bound lambda(Class<?> type, EntryPoint entryPoint, LambdaFunction told)
      throws Throwable {
    LambdaLogger logger = lambda.logger(told);
    InstanceThreadGroup.ofRunningThread().ifPresent(group -> group.lambdaLogger(logger));
    return lambda.bind(type, entryPoint.target(), told, logger);
  }

  private LambdaBinder.Bound other(Class<?> type, EntryPoint entryPoint) throws Throwable {
    Object target = construct(type);
    return new LambdaBinder.Bound(bind(entryPoint.style(), target), target);
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
