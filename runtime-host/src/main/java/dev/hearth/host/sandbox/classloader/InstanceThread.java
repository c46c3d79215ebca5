package dev.hearth.host.sandbox.classloader;

import dev.hearth.function.Context;
import dev.hearth.function.spi.ContextCarrier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread that belongs to one instance and serves its calls. The call it works for is
 * written by the thread itself and read only by it.
 */
final class InstanceThread extends Thread implements ContextCarrier {

  private final InstanceThreadGroup group;
  private @Nullable CallContext call;

  InstanceThread(InstanceThreadGroup group, Runnable work, String name) {
    super(group, work, name, 0, false);
    this.group = group;
    setDaemon(true);
    setContextClassLoader(ClassLoader.getPlatformClassLoader());
  }

  void enter(CallContext next) {
    call = next;
    group.entered(next);
  }

  void leave() {
    CallContext last = call;
    if (last != null) {
      call = null;
      group.left(last);
    }
  }

  Optional<CallContext> call() {
    return Optional.ofNullable(call);
  }

  @Override
  public Optional<Context> currentContext() {
    return Optional.ofNullable(call);
  }
}
