package dev.hearth.host.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.pool.EvictionReason;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.VersionId;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Remains;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeakDetectorTest {

  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Logger LOG = Logger.getLogger(LeakDetector.class.getName());

  private final ManualTime time = new ManualTime();
  private final List<FakeRemains> collectable = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();
  private final Handler ear = new Ear();
  private int collections;
  private final LeakDetector detector = new LeakDetector(GRACE, this::collect, time.source());

  private void collect() {
    collections++;
    collectable.forEach(remains -> remains.gone = true);
  }

  private static final class FakeRemains implements Remains {
    boolean gone;
    int threads;

    @Override
    public InstanceId instance() {
      return new InstanceId(7);
    }

    @Override
    public VersionId version() {
      return new VersionId(new FunctionName("hello"), 2);
    }

    @Override
    public int liveThreads() {
      return threads;
    }

    @Override
    public boolean gone() {
      return gone;
    }

    @Override
    public String culprit() {
      return "the thread \"x\" is still alive";
    }
  }

  private final class Ear extends Handler {
    @Override
    public void publish(LogRecord record) {
      reports.add(new SimpleFormatter().formatMessage(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    LOG.setUseParentHandlers(false);
    LOG.addHandler(ear);
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(ear);
    LOG.setUseParentHandlers(true);
  }

  private FakeRemains watch() {
    FakeRemains remains = new FakeRemains();
    detector.watch(remains);
    return remains;
  }

  @Test
  void countsWhatWasCollectedByItselfWithoutAskingForIt() {
    watch().gone = true;
    time.advance(GRACE);
    detector.check();
    assertThat(detector.collected()).isEqualTo(1);
    assertThat(detector.pending()).isZero();
    assertThat(collections).isZero();
  }

  @Test
  void suspectsNothingWithinTheGrace() {
    watch();
    time.advance(GRACE.minusNanos(1));
    detector.check();
    assertThat(collections).isZero();
    assertThat(detector.pending()).isEqualTo(1);
    assertThat(detector.leaks()).isEmpty();
  }

  @Test
  void asksForACollectionBeforeItAccuses() {
    collectable.add(watch());
    time.advance(GRACE);
    detector.check();
    assertThat(collections).isEqualTo(1);
    assertThat(detector.collected()).isEqualTo(1);
    assertThat(detector.leaks()).isEmpty();
    assertThat(reports).isEmpty();
  }

  @Test
  void reportsALeakOnceWithItsCulprit() {
    FakeRemains leak = watch();
    time.advance(GRACE);
    detector.check();
    detector.check();
    assertThat(detector.leaks()).containsExactly(leak);
    assertThat(detector.pending()).isZero();
    assertThat(collections).isEqualTo(1);
    assertThat(reports)
        .containsExactly(
            "instance i7 of hello@2 was closed but is still in memory; what holds it: the thread"
                + " \"x\" is still alive");
  }

  @Test
  void forgivesALeakThatGoesAfterAll() {
    FakeRemains leak = watch();
    time.advance(GRACE);
    detector.check();
    leak.gone = true;
    assertThat(detector.leaks()).isEmpty();
    detector.check();
    assertThat(detector.collected()).isEqualTo(1);
  }

  @Test
  void countsTheThreadsThatLiveOn() {
    watch().threads = 2;
    time.advance(GRACE);
    detector.check();
    watch().threads = 3;
    assertThat(detector.quarantinedThreads()).isEqualTo(5);
  }

  @Test
  void theReaperClosesAndWatchesAndCounts() {
    Reaper reaper = new Reaper(detector);
    FakeInstance instance = new FakeInstance(1, Versions.of("hello").version(), 1);
    reaper.dispose(instance, EvictionReason.IDLE);
    assertThat(instance.closed()).isEqualTo(1);
    assertThat(reaper.closed(EvictionReason.IDLE)).isEqualTo(1);
    assertThat(reaper.closed(EvictionReason.PRESSURE)).isZero();
    assertThat(detector.pending()).isEqualTo(1);
  }
}
