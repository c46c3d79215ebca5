package dev.hearth.host.sandbox.classloader.stop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A thread of a function that is to be ended; the ladder tells it how that went. */
final class Victim implements Doomed {

  final Thread thread;
  final CompletableFuture<Ending> ending = new CompletableFuture<>();
  final CompletableFuture<List<Thread>> quarantined = new CompletableFuture<>();
  final AtomicBoolean flag = new AtomicBoolean();
  private final Runnable close;

  private Victim(Thread thread, Runnable close) {
    this.thread = thread;
    this.close = close;
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((_, _) -> {});
    thread.start();
  }

  /** Runs a function on a thread of its own. */
  static Victim running(Runnable function) {
    return running(function, () -> {});
  }

  /** Runs a function that has something open. */
  static Victim running(Runnable function, Runnable close) {
    return new Victim(new Thread(function, "victim"), close);
  }

  /** Runs a thread of the function's own making. */
  static Victim of(Thread thread) {
    return new Victim(thread, () -> {});
  }

  /** Waits until a frame of its stack is in a class of this simple name. */
  Victim awaitIn(String type) throws InterruptedException {
    while (!isIn(type)) {
      Thread.sleep(1);
    }
    return this;
  }

  private boolean isIn(String type) {
    for (StackTraceElement frame : ThreadView.of(thread).frames()) {
      if (frame.getClassName().endsWith(type)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Thread> threads() {
    return thread.isAlive() ? List.of(thread) : List.of();
  }

  @Override
  public void raiseFlag() {
    flag.set(true);
  }

  @Override
  public void closeResources() {
    close.run();
  }

  @Override
  public boolean isOwnFrame(StackTraceElement frame) {
    return Function.OWN.test(frame);
  }

  @Override
  public void quarantined(List<Thread> threads) {
    quarantined.complete(threads);
  }

  @Override
  public void ended(Ending how) {
    ending.complete(how);
  }
}
