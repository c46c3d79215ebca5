package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.registry.VersionId;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Remains;
import java.lang.ref.WeakReference;
import java.util.Optional;

/** Looks for what is left of the threads and guests of a closed instance. Any thread may use it. */
final class GuestRemains implements Remains {

  private final InstanceId instance;
  private final VersionId version;
  private final WeakReference<GuestThreads> threads;

  GuestRemains(InstanceId instance, VersionId version, GuestThreads threads) {
    this.instance = instance;
    this.version = version;
    this.threads = new WeakReference<>(threads);
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
    return Optional.ofNullable(threads.get()).map(GuestThreads::live).orElse(0);
  }

  @Override
  public boolean gone() {
    return threads.get() == null;
  }

  @Override
  public String culprit() {
    if (gone()) {
      return "nothing: it has been collected";
    }
    return liveThreads() > 0
        ? "a thread of it is still alive: its code does not notice that it has been cancelled"
        : "no thread of its own: the engine of its language, or something in the host";
  }
}
