package dev.hearth.host.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Versions;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.InstanceId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineTest {

  private static final FunctionVersion BAD = Versions.of("bad").version();
  private static final FunctionVersion WORSE = Versions.of("worse").version();

  private final List<String> distrust = new ArrayList<>();
  private final Quarantine quarantine = new Quarantine(new Quarantine.Limits(2, 3), distrust::add);

  @Test
  void aVersionIsSuspendedForTwoThreadsAndStaysSoWhenTheyEnd() {
    quarantine.stuck(BAD, new InstanceId(1), 1);
    assertThat(quarantine.suspended(BAD)).isEmpty();
    quarantine.stuck(BAD, new InstanceId(2), 1);
    assertThat(quarantine.suspended(BAD).orElse("")).contains("sandbox: process");
    assertThat(quarantine.suspended(WORSE)).isEmpty();
    quarantine.stuck(BAD, new InstanceId(1), 0);
    quarantine.stuck(BAD, new InstanceId(2), 0);
    assertThat(quarantine.threads()).isZero();
    assertThat(quarantine.suspended(BAD)).isPresent();
    assertThat(quarantine.seen()).isEqualTo(2);
    assertThat(distrust).isEmpty();
  }

  @Test
  void theHostIsNotReliedOnAnyMoreWhenThereAreTooManyInAll() {
    quarantine.stuck(BAD, new InstanceId(1), 1);
    quarantine.stuck(WORSE, new InstanceId(2), 1);
    assertThat(distrust).isEmpty();
    quarantine.stuck(WORSE, new InstanceId(2), 2);
    assertThat(distrust)
        .containsExactly("3 threads of functions could not be ended, the last of them of worse@1");
    assertThat(quarantine.seen()).isEqualTo(3);
  }
}
