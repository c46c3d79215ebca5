package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.registry.VersionId;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Remains;
import dev.hearth.host.sandbox.classloader.stop.ThreadView;
import java.lang.ref.WeakReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for what keeps the loader of a closed instance alive. Any thread may use it. */
final class LoaderRemains implements Remains {

  private final InstanceId instance;
  private final VersionId version;
  private final WeakReference<@Nullable FunctionClassLoader> loader;
  private final WeakReference<InstanceThreadGroup> group;

  LoaderRemains(
      InstanceId instance,
      VersionId version,
      Optional<FunctionClassLoader> loader,
      InstanceThreadGroup group) {
    this.instance = instance;
    this.version = version;
    this.loader = new WeakReference<>(loader.orElse(null));
    this.group = new WeakReference<>(group);
  }

  @Override
  public InstanceId instance() {
    return instance;
  }

  @Override
  public VersionId version() {
    return version;
  }

  @Override
  public int liveThreads() {
    return Optional.ofNullable(group.get()).map(g -> g.liveThreads().size()).orElse(0);
  }

  @Override
  public boolean gone() {
    return loader.get() == null && liveThreads() == 0;
  }

  @Override
  public String culprit() {
    Optional<FunctionClassLoader> held = Optional.ofNullable(loader.get());
    return ownThread()
        .or(() -> held.flatMap(LoaderRemains::foreignThread))
        .or(() -> held.map(LoaderRemains::somewhereElse))
        .orElse("nothing: it has been collected");
  }

  private Optional<String> ownThread() {
    return Optional.ofNullable(group.get())
        .flatMap(g -> g.liveThreads().stream().findFirst())
        .map(thread -> "the thread \"" + thread.getName() + "\" is still alive" + at(thread));
  }

  private static Optional<String> foreignThread(FunctionClassLoader held) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread ->
            thread.getClass().getClassLoader() == held
                || (ThreadView.isTrusted(thread) && thread.getContextClassLoader() == held))
        .findFirst()
        .map(thread -> "the thread \"" + thread.getName() + "\" belongs to it" + at(thread));
  }

  private static String somewhereElse(FunctionClassLoader held) {
    return "no thread of its own: a ThreadLocal on a host thread, a shutdown hook, a registered"
        + " driver, MBean or listener; a heap dump shows the path to the class loader \""
        + held.getName()
        + '"';
  }

  private static String at(Thread thread) {
    return ThreadView.of(thread).frames().stream()
        .findFirst()
        .map(frame -> ", at " + frame)
        .orElse("");
  }
}
