package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.sandbox.Assignment;
import dev.hearth.host.sandbox.classloader.metering.ThreadCensus;
import dev.hearth.host.sandbox.classloader.stop.Doomed;
import dev.hearth.host.sandbox.classloader.stop.Ending;
import dev.hearth.host.sandbox.classloader.stop.KillLadder;
import dev.hearth.host.sandbox.classloader.stop.StackText;
import dev.hearth.host.sandbox.classloader.stop.ThreadView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends what runs in one instance, as a whole or one call of several. Any thread may call; once
 * something has been doomed it stays so.
 */
final class InstanceDoom {

  private final KillLadder ladder;
  private final InstanceThreadGroup group;
  private final Runnable closeResources;
  private final IntConsumer stuck;
  private final AtomicReference<@Nullable FunctionClassLoader> loader = new AtomicReference<>();
  private volatile boolean all;

  /**
   * Nothing is doomed yet.
   *
   * @param closeResources closes the sockets and channels that the function has open
   * @param stuck hears how many threads could not be ended in time
   */
  InstanceDoom(
      KillLadder ladder, InstanceThreadGroup group, Runnable closeResources, IntConsumer stuck) {
    this.ladder = ladder;
    this.group = group;
    this.closeResources = closeResources;
    this.stuck = stuck;
  }

  /** From now on there are classes of the function that can be told to end. */
  void loads(FunctionClassLoader made) {
    loader.set(made);
    if (all) {
      made.raiseFlag();
    }
  }

  /** Ends every thread that runs code of the function; {@code where} hears where one was. */
  void endAll(Consumer<String> where) {
    all = true;
    raiseFlagForOwnThread();
    ladder.end(new Threads(where, _ -> true, true));
  }

  /** Ends the thread that serves one call of several. */
  void endOne(Assignment assignment, Consumer<String> where) {
    group.calls().stream().filter(call -> call.isOf(assignment)).forEach(CallContext::doom);
    raiseFlagForOwnThread();
    Predicate<InstanceThread> serves =
        thread -> group.callOf(thread).filter(call -> call.isOf(assignment)).isPresent();
    ladder.end(new Threads(where, serves, false));
  }

  /** Whether the whole instance is doomed. */
  boolean isTotal() {
    return all;
  }

  /** Whether the running thread has to end. */
  boolean mustEnd() {
    return all
        || (Thread.currentThread() instanceof InstanceThread own
            && own.call().filter(CallContext::isDoomed).isPresent());
  }

  /**
   * A thread that ends itself must not run on; for others the ladder first looks where they are.
   */
  private void raiseFlagForOwnThread() {
    if (ThreadCensus.homeOf(Thread.currentThread()).filter(group::equals).isPresent()) {
      raiseFlag();
    }
  }

  private void raiseFlag() {
    Optional.ofNullable(loader.get()).ifPresent(FunctionClassLoader::raiseFlag);
  }

  /** Some threads of the instance, as the ladder sees them. */
  private final class Threads implements Doomed {

    private final Consumer<String> where;
    private final Predicate<InstanceThread> serving;
    private final boolean withChildren;

    Threads(Consumer<String> where, Predicate<InstanceThread> serving, boolean withChildren) {
      this.where = where;
      this.serving = serving;
      this.withChildren = withChildren;
    }

    @Override
    public List<Thread> threads() {
      return group.liveThreads().stream()
          .filter(this::isMeant)
          .sorted(Comparator.comparing(thread -> !(thread instanceof InstanceThread)))
          .toList();
    }

    private boolean isMeant(Thread thread) {
      return thread instanceof InstanceThread own
          ? own.inFunction() && serving.test(own)
          : withChildren;
    }

    @Override
    public void raiseFlag() {
      InstanceDoom.this.raiseFlag();
    }

    @Override
    public void closeResources() {
      if (withChildren) {
        closeResources.run();
      }
    }

    @Override
    public boolean isOwnFrame(StackTraceElement frame) {
      FunctionClassLoader made = loader.get();
      return made != null && made.getName().equals(frame.getClassLoaderName());
    }

    @Override
    public void quarantined(List<Thread> threads) {
      stuck.accept((int) threads.stream().filter(this::works).count());
    }

    /** A worker of a pool that waits for work which never comes is left behind, but not stuck. */
    private boolean works(Thread thread) {
      ThreadView seen = ThreadView.of(thread);
      return !seen.waits() || seen.frames().stream().anyMatch(this::isOwnFrame);
    }

    @Override
    public void seen(List<StackTraceElement> stack) {
      where.accept(StackText.of(stack));
    }

    @Override
    public void ended(Ending ending) {
      if (ending.left() == 0) {
        stuck.accept(0);
      }
    }
  }
}
