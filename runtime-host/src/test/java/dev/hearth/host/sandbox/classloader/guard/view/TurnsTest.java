package dev.hearth.host.sandbox.classloader.guard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final int PROCESSORS = 2;
  private static final int MOST_LOOKS = 11;

  private final Map<Thread, Course> courses = new HashMap<>();
  private int looks;

  private final Turns turns =
      new Turns(
          PROCESSORS,
          () -> {
            looks++;
            return List.copyOf(courses.keySet());
          },
          new Turns.Clock() {
            @Override
            public boolean isRunnable(Thread thread) {
              return course(thread).isRunnable(looks);
            }

            @Override
            public long cpuNanosOf(Thread thread) {
              return course(thread).cpuNanos(looks);
            }
          });

  /** What a thread does from one look to the next. */
  private record Course(long nanosALook, int untilLook) {

    boolean isRunnable(int look) {
      return look <= untilLook;
    }

    long cpuNanos(int look) {
      return 1 + look * nanosALook;
    }
  }

  private Course course(Thread thread) {
    Course course = courses.get(thread);
    if (course == null) {
      throw new IllegalArgumentException("not a thread of the test: " + thread);
    }
    return course;
  }

  private void threads(int count, Course course) {
    for (int i = 0; i < count; i++) {
      courses.put(Thread.ofPlatform().unstarted(() -> {}), course);
    }
  }

  private static Course computing() {
    return new Course(Duration.ofMillis(5).toNanos(), Integer.MAX_VALUE);
  }

  @Test
  void aThreadStartsAtOnceWhileFewerComputeThanThereAreProcessors() {
    threads(1, computing());
    turns.await();
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void threadsThatWaitHoldNobodyUp() {
    threads(8, new Course(0, 0));
    turns.await();
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void threadsInNativeCodeThatUseNothingHoldUpForOneLook() {
    threads(8, new Course(0, Integer.MAX_VALUE));
    turns.await();
    assertThat(looks).isEqualTo(2);
  }

  @Test
  void theStartWaitsForOneOfThoseThatComputeButNotForEver() {
    threads(2, computing());
    turns.await();
    assertThat(looks).isEqualTo(MOST_LOOKS);
  }

  @Test
  void theStartGoesOnOnceOneOfThoseThatComputeHasEnded() {
    threads(1, computing());
    threads(1, new Course(Duration.ofMillis(5).toNanos(), 4));
    turns.await();
    assertThat(looks).isEqualTo(5);
  }

  @Test
  void anInterruptedThreadWaitsNoLonger() {
    threads(2, computing());
    Thread.currentThread().interrupt();
    turns.await();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(looks).isEqualTo(1);
  }
}
