package dev.hearth.host.sandbox.classloader.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.sandbox.classloader.guard.view.OwnThreads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {

  private static final TimeSource TIME =
      new TimeSource(InstantSource.system(), () -> Duration.ofDays(1).toNanos());

  private final FakeWard ward = FakeWard.usual();
  private final Scope scope = ward.scope;
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void letAllEnd() {
    end.countDown();
    scope.release();
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void onlySoManyThreadsMayLive() {
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < OwnThreads.LIMIT; i++) {
      Thread thread = new Thread(ward.group, this::await);
      Threads.starting(thread, scope);
      thread.start();
      started.add(thread);
    }
    Thread tooMany = new Thread(ward.group, this::await);
    assertThatThrownBy(() -> Threads.starting(tooMany, scope))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("64 of its threads are alive");
    assertThat(ward.forbidden).hasSize(1);
    assertThat(Threads.getAllStackTraces(scope)).containsOnlyKeys(started);
  }

  @Test
  void whatAsksForVirtualThreadsGetsPlatformThreadsOfTheInstance() throws Exception {
    Thread thread = Threads.startVirtualThread(this::await, scope);
    assertThat(thread.isVirtual()).isFalse();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getThreadGroup()).isSameAs(ward.group);
    try (ExecutorService executor = Threads.newVirtualThreadPerTaskExecutor(scope)) {
      assertThat(executor.submit(() -> Thread.currentThread().getThreadGroup()).get())
          .isSameAs(ward.group);
    }
    assertThatThrownBy(() -> Threads.ofVirtual(scope)).isInstanceOf(ForbiddenException.class);
    Thread virtual = Thread.ofVirtual().unstarted(this::await);
    assertThatThrownBy(() -> Threads.starting(virtual, scope))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void aHugeStackIsRefused() {
    Threads.stackSize(null, this::await, "usual", 1 << 20, scope);
    assertThatThrownBy(() -> Threads.stackSize(null, this::await, "huge", 16L << 30, scope))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("17179869184");
  }

  @Test
  void groupsAndThreadsOfOthersAreOutOfReach() {
    assertThat(Threads.getParent(ward.group, scope)).isNull();
    ThreadGroup below = new ThreadGroup(ward.group, "below");
    assertThat(Threads.getParent(below, scope)).isSameAs(ward.group);
    Thread other = new Thread(this::await);
    assertThatThrownBy(() -> Threads.touching(other, scope)).isInstanceOf(ForbiddenException.class);
    Threads.touching(Thread.currentThread(), scope);
    Threads.touching(new Thread(below, this::await), scope);
  }

  @Test
  void hooksRunWhenTheInstanceCloses() {
    CountDownLatch ran = new CountDownLatch(1);
    Thread hook = new Thread(ward.group, ran::countDown);
    Thread removed = new Thread(ward.group, () -> {});
    Threads.addShutdownHook(Runtime.getRuntime(), hook, scope);
    Threads.addShutdownHook(Runtime.getRuntime(), removed, scope);
    assertThat(Threads.removeShutdownHook(Runtime.getRuntime(), removed, scope)).isTrue();
    scope.runHooks(Duration.ofSeconds(10), TIME);
    assertThat(ran.getCount()).isZero();
    assertThat(removed.getState()).isEqualTo(Thread.State.NEW);
    assertThatThrownBy(() -> Threads.addShutdownHook(Runtime.getRuntime(), removed, scope))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aHookThatTakesTooLongIsInterrupted() throws InterruptedException {
    Thread hook = new Thread(ward.group, this::await);
    Threads.addShutdownHook(Runtime.getRuntime(), hook, scope);
    scope.runHooks(Duration.ZERO, TIME);
    hook.join();
    assertThat(end.getCount()).isEqualTo(1);
  }
}
