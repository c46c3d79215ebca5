package dev.hearth.host.sandbox.classloader.stop;

import dev.hearth.host.sandbox.classloader.guard.Kill;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Stops threads through JVM TI. Any thread may use it; that a thread is held by one at a time is
 * seen to by the virtual machine.
 */
final class ThreadStopper implements SafeStop {

  private static final Look GONE = new Look.Gone();
  private static final Look IN_FUNCTION = new Look.StoppedInFunction();

  private final Jvmti jvmti;

  /** Threads that have been stopped within native code and have not left it since, by their id. */
  private final Map<Long, Pending> pending = new ConcurrentHashMap<>();

  private ThreadStopper(Jvmti jvmti) {
    this.jvmti = jvmti;
  }

  static SafeStop ofThisJvm() {
    return OfThisJvm.SAFE_STOP;
  }

  private static SafeStop open() {
    String name = System.getProperty("java.vm.name", "");
    if (!name.contains("OpenJDK") && !name.contains("HotSpot")) {
      return new Unavailable("the Java virtual machine is " + name + ", not HotSpot");
    }
    Module module = ThreadStopper.class.getModule();
    if (!module.isNativeAccessEnabled()) {
      String who = module.isNamed() ? module.getName() : "ALL-UNNAMED";
      return new Unavailable("Java was started without --enable-native-access=" + who);
    }
    try {
      ThreadStopper stopper = new ThreadStopper(Jvmti.attach());
      return Trial.of(stopper)
          ? stopper
          : new Unavailable("a thread that was stopped on trial went on");
    } catch (Throwable failed) {
      return new Unavailable("the virtual machine gave no access to its threads: " + failed);
    }
  }

  @Override
  public Look attempt(
      Thread target, Predicate<StackTraceElement> ownCode, boolean platformToo, Throwable kill) {
    if (target.isVirtual() || target == Thread.currentThread()) {
      return new Look.NotNow(List.of());
    }
    long id = target.threadId();
    Pending before = pending.getOrDefault(id, Pending.NONE);
    List<StackTraceElement> frames = List.of();
    Judgement judgement = Judgement.LEAVE;
    boolean stopped = false;
    int held = jvmti.suspend(target);
    if (held != Jvmti.OK) {
      return unheld(held, id);
    }
    try {
      ThreadView view = ThreadView.of(target);
      frames = view.frames();
      judgement = judge(target, view, before, Judgement.of(frames, ownCode, platformToo));
      stopped = judgement != Judgement.LEAVE && jvmti.stop(target, kill) == Jvmti.OK;
    } finally {
      jvmti.resume(target);
    }
    remember(id, frames, before, stopped);
    return look(stopped ? judgement : Judgement.LEAVE, frames);
  }

  private Judgement judge(Thread target, ThreadView view, Pending before, Judgement byStack) {
    boolean leave =
        byStack == Judgement.LEAVE
            || view.blocked()
            || before.isStillAt(view.frames())
            || jvmti.mayInitialise(target);
    return leave ? Judgement.LEAVE : byStack;
  }

  private void remember(long id, List<StackTraceElement> frames, Pending before, boolean stopped) {
    if (stopped && frames.getFirst().isNativeMethod()) {
      pending.put(id, Pending.at(frames));
    } else if (before.isStillAt(frames)) {
      pending.put(id, before.seenAgain());
    } else {
      pending.remove(id);
    }
  }

  private Look unheld(int status, long id) {
    if (status == Jvmti.NOT_ALIVE) {
      forget(id);
      return GONE;
    }
    return new Look.NotNow(List.of());
  }

  private static Look look(Judgement judgement, List<StackTraceElement> frames) {
    return switch (judgement) {
      case IN_FUNCTION -> IN_FUNCTION;
      case IN_PLATFORM -> new Look.StoppedInPlatform(frames.getFirst());
      case LEAVE -> new Look.NotNow(frames.stream().limit(1).toList());
    };
  }

  @Override
  public void interrupt(Thread target) {
    jvmti.interrupt(target);
  }

  @Override
  public void forget(long threadId) {
    pending.remove(threadId);
  }

  /** Made when it is first asked for: there is one virtual machine, and one binding to it. */
  private static final class OfThisJvm {
    static final SafeStop SAFE_STOP = open();
  }

  /**
   * A stop within native code. The thread throws when that returns; a second kill before that would
   * come at some later place that nobody has looked at.
   *
   * @param frames where it was
   * @param looks how often it may be seen there until it is stopped once more
   */
  private record Pending(List<StackTraceElement> frames, int looks) {

    static final Pending NONE = new Pending(List.of(), 0);

    /** A thread that waits wakes soon, so one that is seen there for long has come back. */
    private static final Set<String> WAITS = Set.of("park", "wait0", "sleepNanos0");

    private static final int LOOKS_WHILE_WAITING = 200;

    static Pending at(List<StackTraceElement> frames) {
      boolean waits = WAITS.contains(frames.getFirst().getMethodName());
      return new Pending(frames, waits ? LOOKS_WHILE_WAITING : Integer.MAX_VALUE);
    }

    boolean isStillAt(List<StackTraceElement> now) {
      return looks > 0 && frames.equals(now);
    }

    Pending seenAgain() {
      return new Pending(frames, looks - 1);
    }
  }

  /**
   * Stops a thread of its own, once. It shows that stopping works, and loads and links all that is
   * needed for it: while a thread is held, nothing may be loaded, for the thread may hold the lock
   * that loading takes.
   */
  private static final class Trial implements Runnable {

    private static final int MOST_LOOKS = 2_000;

    private volatile boolean goOn = true;
    private volatile boolean stopped;

    static boolean of(ThreadStopper stopper) throws InterruptedException {
      Predicate<StackTraceElement> own =
          frame -> frame.getClassName().equals(Trial.class.getName());
      List<StackTraceElement> here = List.of(new Throwable().getStackTrace());
      Judgement.of(here, frame -> !own.test(frame), true);
      PlatformFrames.mayBreakOff(here);
      ThreadView.fromOutside(Thread.currentThread());
      new Instruction(0, 2).owner(new byte[] {7, 0, 3, 7, 0, 3, 1, 0, 1, 'X'});
      Trial trial = new Trial();
      Thread thread = Thread.ofPlatform().name("hearth-stop-trial").daemon(true).unstarted(trial);
      thread.start();
      Kill kill = new Kill("a trial");
      stopper.attempt(thread, _ -> false, true, kill);
      for (int i = 0; i < MOST_LOOKS && thread.isAlive(); i++) {
        stopper.attempt(thread, own, false, kill);
        thread.join(1);
      }
      trial.goOn = false;
      stopper.attempt(thread, own, true, kill);
      stopper.interrupt(thread);
      return trial.stopped;
    }

    @Override
    public void run() {
      try {
        while (goOn) {
          Thread.onSpinWait();
        }
      } catch (Kill _) {
        stopped = true;
      }
    }
  }
}
