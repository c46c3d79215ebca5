package dev.hearth.host.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.fixture.FakeInstance;
import dev.hearth.host.fixture.ManualExecutor;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is done with the pool, its books are those of a model that only counts. */
class WarmPoolModelTest {

  private static final List<FunctionVersion> VERSIONS =
      List.of(
          Versions.of("a").version(),
          Versions.of("b").calls(3, 100, 0).version(),
          Versions.of("c").calls(1, 100, 1).version(),
          Versions.of("d").calls(2, 100, 0).keepAlive(Duration.ofSeconds(20)).version());

  /** One pool with its model. Used by one thread. */
  private static final class Bench {
    final ManualTime time = new ManualTime();
    final ManualExecutor housekeeping = new ManualExecutor(time);
    final Map<Instance, Integer> calls = new HashMap<>();
    final Set<Instance> gone = new HashSet<>();
    final Set<Instance> condemned = new HashSet<>();
    final List<Lease> leases = new ArrayList<>();
    final WarmPool pool;
    long made;

    Bench(KeepAlivePolicy.Kind policy) {
      pool =
          new WarmPool(
              new PoolConfig(Duration.ofMinutes(1), ByteSize.kibibytes(60), policy),
              (instance, _) -> leave(instance),
              housekeeping,
              time.source());
    }

    void leave(Instance instance) {
      assertThat(calls.getOrDefault(instance, 0)).as("a busy instance never leaves").isZero();
      assertThat(gone.add(instance)).as("an instance leaves once").isTrue();
    }

    void act(int action, int operand) {
      FunctionVersion version = VERSIONS.get(operand % VERSIONS.size());
      switch (action) {
        case 0, 1 -> admit(version, 1024L * (1 + operand % 20));
        case 2, 3, 4 -> pool.lease(version.revision()).ifPresent(this::leased);
        case 5, 6, 7 -> giveBack(operand, false);
        case 8 -> giveBack(operand, true);
        case 9 -> flush(version);
        case 10 -> {
          pool.evictColdest();
          pool.preWarmNow().forEach(due -> admit(due, 1024));
        }
        default -> time.advance(Duration.ofSeconds(operand % 40));
      }
      if (operand % 3 == 0) {
        housekeeping.runDue();
      }
    }

    private void admit(FunctionVersion version, long bytes) {
      FakeInstance instance = new FakeInstance(++made, version, bytes);
      calls.put(instance, 1);
      leases.add(pool.admit(instance));
    }

    private void leased(Lease lease) {
      assertThat(gone).as("who is gone is not leased").doesNotContain(lease.instance());
      assertThat(condemned).as("nor who is condemned").doesNotContain(lease.instance());
      int now = calls.merge(lease.instance(), 1, Integer::sum);
      assertThat(now)
          .isLessThanOrEqualTo(lease.instance().version().spec().concurrency().perInstance());
      leases.add(lease);
    }

    private void giveBack(int operand, boolean discard) {
      if (leases.isEmpty()) {
        return;
      }
      Lease lease = leases.remove(operand % leases.size());
      calls.merge(lease.instance(), -1, Integer::sum);
      if (discard) {
        condemned.add(lease.instance());
        lease.discard(EvictionReason.CONDEMNED);
      } else {
        lease.release();
      }
    }

    private void flush(FunctionVersion version) {
      calls.keySet().stream().filter(i -> i.version().equals(version)).forEach(condemned::add);
      pool.flush(version.revision(), EvictionReason.RETIRED);
    }

    void compare() {
      List<Instance> live = calls.keySet().stream().filter(i -> !gone.contains(i)).toList();
      assertThat(pool.live()).isEqualTo(live.size());
      assertThat(pool.idle())
          .isEqualTo((int) live.stream().filter(i -> calls.getOrDefault(i, 0) == 0).count());
      assertThat(pool.bytes()).isEqualTo(live.stream().mapToLong(Instance::footprintBytes).sum());
      for (FunctionVersion version : VERSIONS) {
        List<Instance> own = live.stream().filter(i -> i.version().equals(version)).toList();
        assertThat(pool.live(version.revision())).isEqualTo(own.size());
        assertThat(pool.hasRoom(version.revision())).isEqualTo(own.stream().anyMatch(this::room));
      }
    }

    private boolean room(Instance instance) {
      return !condemned.contains(instance)
          && calls.getOrDefault(instance, 0)
              < instance.version().spec().concurrency().perInstance();
    }

    void end() {
      while (!leases.isEmpty()) {
        giveBack(0, false);
      }
      pool.close();
      assertThat(gone).as("nothing is lost").isEqualTo(calls.keySet());
      housekeeping.shutdownNow();
    }
  }

  @Property(tries = 300)
  void itsBooksAreThoseOfTheModel(
      @ForAll @Size(max = 150) List<@IntRange(max = 1_199) Integer> actions,
      @ForAll KeepAlivePolicy.Kind policy) {
    Bench bench = new Bench(policy);
    for (int action : actions) {
      bench.act(action % 12, action / 12);
      bench.compare();
    }
    bench.end();
    bench.compare();
  }
}
