package dev.hearth.host.sandbox.classloader.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing that a function starts runs on the pool of the whole process. */
class CommonPoolTest {

  private final FakeWard ward = FakeWard.usual();
  private final Scope scope = ward.scope;

  @AfterEach
  void release() {
    scope.release();
  }

  private static ThreadGroup group() {
    return Thread.currentThread().getThreadGroup();
  }

  @Test
  void parallelStreamsStayOnTheirThread() {
    assertThat(CommonPool.parallelStream(List.of(1, 2), scope).isParallel()).isFalse();
    assertThat(CommonPool.stream(List.of(1, 2).spliterator(), true, scope).isParallel()).isFalse();
  }

  @Test
  void arraysAreSortedAndSummedAsEver() {
    int[] numbers = {3, 1, 2};
    ParallelArrays.parallelSort(numbers, scope);
    assertThat(numbers).containsExactly(1, 2, 3);
    ParallelArrays.parallelPrefix(numbers, Integer::sum, scope);
    assertThat(numbers).containsExactly(1, 3, 6);
    ParallelArrays.parallelSetAll(numbers, i -> i * i, scope);
    assertThat(numbers).containsExactly(0, 1, 4);
  }

  @Test
  void tasksRunOnThreadsOfTheInstance() {
    assertThat(Futures.supplyAsync(CommonPoolTest::group, scope).join()).isSameAs(ward.group);
    CompletableFuture<String> made = CompletableFuture.completedFuture("x");
    assertThat(Futures.thenApplyAsync(made, _ -> group(), scope).join()).isSameAs(ward.group);
    ForkJoinPool common = CommonPool.commonPool(scope);
    assertThat(common).isNotSameAs(ForkJoinPool.commonPool());
    assertThat(common.submit(CommonPoolTest::group).join()).isSameAs(ward.group);
  }

  @Test
  void forkedTasksRunOnThreadsOfTheInstance() {
    assertThat(CommonPool.fork(new GroupTask(), scope).join()).isSameAs(ward.group);
    assertThat(CommonPool.invoke(new GroupTask(), scope)).isSameAs(ward.group);
    List<GroupTask> tasks = List.of(new GroupTask(), new GroupTask());
    CommonPool.invokeAll(tasks, scope);
    assertThat(tasks).allSatisfy(task -> assertThat(task.join()).isSameAs(ward.group));
  }

  private static final class GroupTask extends RecursiveTask<ThreadGroup> {

    private static final long serialVersionUID = 1L;

    @Override
    protected ThreadGroup compute() {
      return group();
    }
  }

  @Test
  void timeoutsFire() {
    CompletableFuture<String> late = new CompletableFuture<>();
    assertThatThrownBy(() -> Futures.orTimeout(late, 1, TimeUnit.MILLISECONDS, scope).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    CompletableFuture<String> other = new CompletableFuture<>();
    assertThat(Futures.completeOnTimeout(other, "instead", 1, TimeUnit.MILLISECONDS, scope).join())
        .isEqualTo("instead");
  }

  @Test
  void nothingRunsAnyMoreAfterTheInstanceHasClosed() {
    ForkJoinPool pool = CommonPool.commonPool(scope);
    scope.release();
    assertThat(pool.isShutdown()).isTrue();
    assertThatThrownBy(() -> CommonPool.commonPool(scope))
        .isInstanceOf(IllegalStateException.class);
  }
}
