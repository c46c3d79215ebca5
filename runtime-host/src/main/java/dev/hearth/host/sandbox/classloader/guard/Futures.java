package dev.hearth.host.sandbox.classloader.guard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Futures whose work names no executor: it goes to the pool of the instance, what is to happen
 * later to its scheduler. Stateless.
 */
public final class Futures {

  private Futures() {}

  private static Executor pool(Scope scope) {
    return scope.views().pool().pool();
  }

  /** The executor that a subclass names, or the pool of the instance. */
  private static Executor executorOf(CompletionStage<?> stage, Scope scope) {
    if (stage instanceof CompletableFuture<?> future) {
      return defaultExecutor(future.defaultExecutor(), scope);
    }
    return pool(scope);
  }

  private static ScheduledExecutorService scheduler(Scope scope) {
    return scope.views().pool().scheduler();
  }

  /** {@code CompletableFuture.supplyAsync(work)}. */
  public static <T> CompletableFuture<T> supplyAsync(Supplier<T> work, Scope scope) {
    return CompletableFuture.supplyAsync(work, pool(scope));
  }

  /** {@code CompletableFuture.runAsync(work)}. */
  public static CompletableFuture<Void> runAsync(Runnable work, Scope scope) {
    return CompletableFuture.runAsync(work, pool(scope));
  }

  /** {@code future.completeAsync(work)}. */
  public static <T> CompletableFuture<T> completeAsync(
      CompletableFuture<T> future, Supplier<? extends T> work, Scope scope) {
    return future.completeAsync(work, executorOf(future, scope));
  }

  /** What the function gets of what {@code future.defaultExecutor()} gave. */
  public static Executor defaultExecutor(Executor given, Scope scope) {
    return ForkJoinPool.commonPool().equals(given) ? pool(scope) : given;
  }

  /** {@code CompletableFuture.delayedExecutor(delay, unit)}. */
  public static Executor delayedExecutor(long delay, TimeUnit unit, Scope scope) {
    return delayedExecutor(delay, unit, pool(scope), scope);
  }

  /** {@code CompletableFuture.delayedExecutor(delay, unit, executor)}. */
  public static Executor delayedExecutor(
      long delay, TimeUnit unit, Executor executor, Scope scope) {
    ScheduledExecutorService later = scheduler(scope);
    return work -> {
      var _ = later.schedule(() -> executor.execute(work), delay, unit);
    };
  }

  /** {@code future.orTimeout(timeout, unit)}. */
  public static <T> CompletableFuture<T> orTimeout(
      CompletableFuture<T> future, long timeout, TimeUnit unit, Scope scope) {
    return then(
        future, () -> future.completeExceptionally(new TimeoutException()), timeout, unit, scope);
  }

  /** {@code future.completeOnTimeout(value, timeout, unit)}. */
  public static <T> CompletableFuture<T> completeOnTimeout(
      CompletableFuture<T> future, T value, long timeout, TimeUnit unit, Scope scope) {
    return then(future, () -> future.complete(value), timeout, unit, scope);
  }

  private static <T> CompletableFuture<T> then(
      CompletableFuture<T> future, Runnable atTheEnd, long timeout, TimeUnit unit, Scope scope) {
    if (!future.isDone()) {
      var pending = scheduler(scope).schedule(atTheEnd, timeout, unit);
      var _ = future.whenComplete((_, _) -> pending.cancel(false));
    }
    return future;
  }

  /** {@code future.thenApplyAsync(work)}. */
  public static <T, U> CompletableFuture<U> thenApplyAsync(
      CompletableFuture<T> future, Function<? super T, ? extends U> work, Scope scope) {
    return future.thenApplyAsync(work, executorOf(future, scope));
  }

  /** {@code future.thenAcceptAsync(work)}. */
  public static <T> CompletableFuture<Void> thenAcceptAsync(
      CompletableFuture<T> future, Consumer<? super T> work, Scope scope) {
    return future.thenAcceptAsync(work, executorOf(future, scope));
  }

  /** {@code future.thenRunAsync(work)}. */
  public static <T> CompletableFuture<Void> thenRunAsync(
      CompletableFuture<T> future, Runnable work, Scope scope) {
    return future.thenRunAsync(work, executorOf(future, scope));
  }

  /** {@code future.thenCombineAsync(other, work)}. */
  public static <T, U, V> CompletableFuture<U> thenCombineAsync(
      CompletableFuture<T> future,
      CompletionStage<? extends V> other,
      BiFunction<? super T, ? super V, ? extends U> work,
      Scope scope) {
    return future.thenCombineAsync(other, work, executorOf(future, scope));
  }

  /** {@code future.thenAcceptBothAsync(other, work)}. */
  public static <T, U> CompletableFuture<Void> thenAcceptBothAsync(
      CompletableFuture<T> future,
      CompletionStage<? extends U> other,
      BiConsumer<? super T, ? super U> work,
      Scope scope) {
    return future.thenAcceptBothAsync(other, work, executorOf(future, scope));
  }

  /** {@code future.runAfterBothAsync(other, work)}. */
  public static <T> CompletableFuture<Void> runAfterBothAsync(
      CompletableFuture<T> future, CompletionStage<?> other, Runnable work, Scope scope) {
    return future.runAfterBothAsync(other, work, executorOf(future, scope));
  }

  /** {@code future.applyToEitherAsync(other, work)}. */
  public static <T, U> CompletableFuture<U> applyToEitherAsync(
      CompletableFuture<T> future,
      CompletionStage<? extends T> other,
      Function<? super T, U> work,
      Scope scope) {
    return future.applyToEitherAsync(other, work, executorOf(future, scope));
  }

  /** {@code future.acceptEitherAsync(other, work)}. */
  public static <T> CompletableFuture<Void> acceptEitherAsync(
      CompletableFuture<T> future,
      CompletionStage<? extends T> other,
      Consumer<? super T> work,
      Scope scope) {
    return future.acceptEitherAsync(other, work, executorOf(future, scope));
  }

  /** {@code future.runAfterEitherAsync(other, work)}. */
  public static <T> CompletableFuture<Void> runAfterEitherAsync(
      CompletableFuture<T> future, CompletionStage<?> other, Runnable work, Scope scope) {
    return future.runAfterEitherAsync(other, work, executorOf(future, scope));
  }

  /** {@code future.thenComposeAsync(work)}. */
  public static <T, U> CompletableFuture<U> thenComposeAsync(
      CompletableFuture<T> future,
      Function<? super T, ? extends CompletionStage<U>> work,
      Scope scope) {
    return future.thenComposeAsync(work, executorOf(future, scope));
  }

  /** {@code future.whenCompleteAsync(work)}. */
  public static <T> CompletableFuture<T> whenCompleteAsync(
      CompletableFuture<T> future, BiConsumer<? super T, ? super Throwable> work, Scope scope) {
    return future.whenCompleteAsync(work, executorOf(future, scope));
  }

  /** {@code future.handleAsync(work)}. */
  public static <T, U> CompletableFuture<U> handleAsync(
      CompletableFuture<T> future,
      BiFunction<? super T, Throwable, ? extends U> work,
      Scope scope) {
    return future.handleAsync(work, executorOf(future, scope));
  }

  /** {@code future.exceptionallyAsync(work)}. */
  public static <T> CompletableFuture<T> exceptionallyAsync(
      CompletableFuture<T> future, Function<Throwable, ? extends T> work, Scope scope) {
    return future.exceptionallyAsync(work, executorOf(future, scope));
  }

  /** {@code future.exceptionallyComposeAsync(work)}. */
  public static <T> CompletableFuture<T> exceptionallyComposeAsync(
      CompletableFuture<T> future,
      Function<Throwable, ? extends CompletionStage<T>> work,
      Scope scope) {
    return future.exceptionallyComposeAsync(work, executorOf(future, scope));
  }

  /** {@code stage.thenApplyAsync(work)}. */
  public static <T, U> CompletionStage<U> thenApplyAsync(
      CompletionStage<T> stage, Function<? super T, ? extends U> work, Scope scope) {
    return stage.thenApplyAsync(work, executorOf(stage, scope));
  }

  /** {@code stage.thenAcceptAsync(work)}. */
  public static <T> CompletionStage<Void> thenAcceptAsync(
      CompletionStage<T> stage, Consumer<? super T> work, Scope scope) {
    return stage.thenAcceptAsync(work, executorOf(stage, scope));
  }

  /** {@code stage.thenRunAsync(work)}. */
  public static <T> CompletionStage<Void> thenRunAsync(
      CompletionStage<T> stage, Runnable work, Scope scope) {
    return stage.thenRunAsync(work, executorOf(stage, scope));
  }

  /** {@code stage.thenCombineAsync(other, work)}. */
  public static <T, U, V> CompletionStage<U> thenCombineAsync(
      CompletionStage<T> stage,
      CompletionStage<? extends V> other,
      BiFunction<? super T, ? super V, ? extends U> work,
      Scope scope) {
    return stage.thenCombineAsync(other, work, executorOf(stage, scope));
  }

  /** {@code stage.thenAcceptBothAsync(other, work)}. */
  public static <T, U> CompletionStage<Void> thenAcceptBothAsync(
      CompletionStage<T> stage,
      CompletionStage<? extends U> other,
      BiConsumer<? super T, ? super U> work,
      Scope scope) {
    return stage.thenAcceptBothAsync(other, work, executorOf(stage, scope));
  }

  /** {@code stage.runAfterBothAsync(other, work)}. */
  public static <T> CompletionStage<Void> runAfterBothAsync(
      CompletionStage<T> stage, CompletionStage<?> other, Runnable work, Scope scope) {
    return stage.runAfterBothAsync(other, work, executorOf(stage, scope));
  }

  /** {@code stage.applyToEitherAsync(other, work)}. */
  public static <T, U> CompletionStage<U> applyToEitherAsync(
      CompletionStage<T> stage,
      CompletionStage<? extends T> other,
      Function<? super T, U> work,
      Scope scope) {
    return stage.applyToEitherAsync(other, work, executorOf(stage, scope));
  }

  /** {@code stage.acceptEitherAsync(other, work)}. */
  public static <T> CompletionStage<Void> acceptEitherAsync(
      CompletionStage<T> stage,
      CompletionStage<? extends T> other,
      Consumer<? super T> work,
      Scope scope) {
    return stage.acceptEitherAsync(other, work, executorOf(stage, scope));
  }

  /** {@code stage.runAfterEitherAsync(other, work)}. */
  public static <T> CompletionStage<Void> runAfterEitherAsync(
      CompletionStage<T> stage, CompletionStage<?> other, Runnable work, Scope scope) {
    return stage.runAfterEitherAsync(other, work, executorOf(stage, scope));
  }

  /** {@code stage.thenComposeAsync(work)}. */
  public static <T, U> CompletionStage<U> thenComposeAsync(
      CompletionStage<T> stage,
      Function<? super T, ? extends CompletionStage<U>> work,
      Scope scope) {
    return stage.thenComposeAsync(work, executorOf(stage, scope));
  }

  /** {@code stage.whenCompleteAsync(work)}. */
  public static <T> CompletionStage<T> whenCompleteAsync(
      CompletionStage<T> stage, BiConsumer<? super T, ? super Throwable> work, Scope scope) {
    return stage.whenCompleteAsync(work, executorOf(stage, scope));
  }

  /** {@code stage.handleAsync(work)}. */
  public static <T, U> CompletionStage<U> handleAsync(
      CompletionStage<T> stage, BiFunction<? super T, Throwable, ? extends U> work, Scope scope) {
    return stage.handleAsync(work, executorOf(stage, scope));
  }

  /** {@code stage.exceptionallyAsync(work)}. */
  public static <T> CompletionStage<T> exceptionallyAsync(
      CompletionStage<T> stage, Function<Throwable, ? extends T> work, Scope scope) {
    return stage.exceptionallyAsync(work, executorOf(stage, scope));
  }

  /** {@code stage.exceptionallyComposeAsync(work)}. */
  public static <T> CompletionStage<T> exceptionallyComposeAsync(
      CompletionStage<T> stage,
      Function<Throwable, ? extends CompletionStage<T>> work,
      Scope scope) {
    return stage.exceptionallyComposeAsync(work, executorOf(stage, scope));
  }
}
