package dev.hearth.host.sandbox.classloader.guard;

import dev.hearth.host.sandbox.classloader.guard.view.PoolView;
import java.util.Collection;
import java.util.Spliterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Work that the platform would hand to the pool shared by the whole process: streams stay on the
 * thread that runs them, tasks go to a pool of the instance. Stateless.
 */
public final class CommonPool {

  private CommonPool() {}

  private static PoolView own(Scope scope) {
    return scope.views().pool();
  }

  /** {@code collection.parallelStream()}. */
  public static <T> Stream<T> parallelStream(Collection<T> collection, Scope scope) {
    return collection.stream();
  }

  /** {@code stream.parallel()}; also where it is called on a {@code Stream}. */
  @SuppressWarnings("rawtypes") // erased at the call site
  public static BaseStream parallel(BaseStream stream, Scope scope) {
    return stream;
  }

  /** {@code stream.parallel()}. */
  public static IntStream parallel(IntStream stream, Scope scope) {
    return stream;
  }

  /** {@code stream.parallel()}. */
  public static LongStream parallel(LongStream stream, Scope scope) {
    return stream;
  }

  /** {@code stream.parallel()}. */
  public static DoubleStream parallel(DoubleStream stream, Scope scope) {
    return stream;
  }

  /** {@code StreamSupport.stream(items, parallel)}. */
  public static <T> Stream<T> stream(Spliterator<T> items, boolean parallel, Scope scope) {
    return StreamSupport.stream(items, false);
  }

  /** {@code StreamSupport.stream(items, characteristics, parallel)}. */
  public static <T> Stream<T> stream(
      Supplier<? extends Spliterator<T>> items,
      int characteristics,
      boolean parallel,
      Scope scope) {
    return StreamSupport.stream(items, characteristics, false);
  }

  /** {@code StreamSupport.intStream(items, parallel)}. */
  public static IntStream intStream(Spliterator.OfInt items, boolean parallel, Scope scope) {
    return StreamSupport.intStream(items, false);
  }

  /** {@code StreamSupport.intStream(items, characteristics, parallel)}. */
  public static IntStream intStream(
      Supplier<? extends Spliterator.OfInt> items,
      int characteristics,
      boolean parallel,
      Scope scope) {
    return StreamSupport.intStream(items, characteristics, false);
  }

  /** {@code StreamSupport.longStream(items, parallel)}. */
  public static LongStream longStream(Spliterator.OfLong items, boolean parallel, Scope scope) {
    return StreamSupport.longStream(items, false);
  }

  /** {@code StreamSupport.longStream(items, characteristics, parallel)}. */
  public static LongStream longStream(
      Supplier<? extends Spliterator.OfLong> items,
      int characteristics,
      boolean parallel,
      Scope scope) {
    return StreamSupport.longStream(items, characteristics, false);
  }

  /** {@code StreamSupport.doubleStream(items, parallel)}. */
  public static DoubleStream doubleStream(
      Spliterator.OfDouble items, boolean parallel, Scope scope) {
    return StreamSupport.doubleStream(items, false);
  }

  /** {@code StreamSupport.doubleStream(items, characteristics, parallel)}. */
  public static DoubleStream doubleStream(
      Supplier<? extends Spliterator.OfDouble> items,
      int characteristics,
      boolean parallel,
      Scope scope) {
    return StreamSupport.doubleStream(items, characteristics, false);
  }

  /** {@code ForkJoinPool.commonPool()}. */
  public static ForkJoinPool commonPool(Scope scope) {
    return own(scope).pool();
  }

  /** {@code ForkJoinPool.getCommonPoolParallelism()}. */
  public static int getCommonPoolParallelism(Scope scope) {
    return own(scope).pool().getParallelism();
  }

  /** {@code Executors.newWorkStealingPool()}. */
  public static ExecutorService newWorkStealingPool(Scope scope) {
    return newWorkStealingPool(Runtime.getRuntime().availableProcessors(), scope);
  }

  /** {@code Executors.newWorkStealingPool(parallelism)}. */
  public static ExecutorService newWorkStealingPool(int parallelism, Scope scope) {
    return Threads.kept(own(scope).newPool(parallelism), scope);
  }

  /** {@code task.fork()}; outside a pool it goes to that of the instance. */
  public static <T> ForkJoinTask<T> fork(ForkJoinTask<T> task, Scope scope) {
    if (ForkJoinTask.inForkJoinPool()) {
      return task.fork();
    }
    return own(scope).pool().submit(task);
  }

  /** {@code task.invoke()}; outside a pool it runs in that of the instance. */
  public static <T> T invoke(ForkJoinTask<T> task, Scope scope) {
    return ForkJoinTask.inForkJoinPool() ? task.invoke() : own(scope).pool().invoke(task);
  }

  /** {@code ForkJoinTask.invokeAll(one, other)}. */
  public static void invokeAll(ForkJoinTask<?> one, ForkJoinTask<?> other, Scope scope) {
    invokeAll(new ForkJoinTask<?>[] {one, other}, scope);
  }

  /** {@code ForkJoinTask.invokeAll(tasks)}. */
  public static void invokeAll(ForkJoinTask<?>[] tasks, Scope scope) {
    if (ForkJoinTask.inForkJoinPool()) {
      ForkJoinTask.invokeAll(tasks);
    } else {
      own(scope).pool().invoke(ForkJoinTask.adapt(() -> ForkJoinTask.invokeAll(tasks)));
    }
  }

  /** {@code ForkJoinTask.invokeAll(tasks)}. */
  public static <T extends ForkJoinTask<?>> Collection<T> invokeAll(
      Collection<T> tasks, Scope scope) {
    invokeAll(tasks.toArray(ForkJoinTask<?>[]::new), scope);
    return tasks;
  }
}
