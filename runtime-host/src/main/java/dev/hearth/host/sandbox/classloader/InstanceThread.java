package dev.hearth.host.sandbox.classloader;

import dev.hearth.function.Context;
import dev.hearth.function.spi.ContextCarrier;
import dev.hearth.host.sandbox.classloader.metering.ServingThread;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread that belongs to one instance and serves its calls. The call it works for is
 * written by the thread itself and read only by it.
 */
final class InstanceThread extends Thread implements ContextCarrier, ServingThread {

  private final InstanceThreadGroup group;
  private @Nullable CallContext call;
  private volatile boolean inFunction;
  private volatile boolean madeWay;

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

  /** Runs code of the function on the running thread, which the ladder may end meanwhile. */
  static <T, X extends Throwable> T inFunction(GuestCode<T, X> code) throws X {
    InstanceThread thread = (InstanceThread) Thread.currentThread();
    thread.inFunction(true);
    try {
      return code.run();
    } finally {
      thread.inFunction(false);
    }
  }

  /** Runs code of the function that gives nothing back. */
  static void runInFunction(Runnable code) {
    inFunction(() -> {
      code.run();
      return code;
    });
  }

  /** Code of the function. */
  @FunctionalInterface
  interface GuestCode<T, X extends Throwable> {
    T run() throws X;
  }

  /** Says whether code of the function is on the stack; written by the thread itself. */
  void inFunction(boolean is) {
    inFunction = is;
  }

  /** Whether code of the function is on the stack, so that the thread may have to be ended. */
  boolean inFunction() {
    return inFunction;
  }

  /** Lets others come first from now on. */
  void makeWay() {
    madeWay = true;
  }

  /** Whether others come first, so that the next call had better have another thread. */
  boolean hasMadeWay() {
    return madeWay;
  }

  Optional<CallContext> call() {
    return Optional.ofNullable(call);
  }

  @Override
  public Optional<Context> currentContext() {
    return Optional.ofNullable(call);
  }
}
