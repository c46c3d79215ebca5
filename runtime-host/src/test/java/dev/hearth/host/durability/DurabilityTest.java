package dev.hearth.host.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short campaign; {@code scripts/durability} runs the long one. */
class DurabilityTest {

  @TempDir private Path directory;

  @Test
  void nothingAcknowledgedIsLostAndNothingUnsafeRunsTwice() throws Exception {
    long seed = System.nanoTime();
    Findings findings = new Campaign(directory, seed).run(3);
    System.out.println("seed " + seed + "\n" + findings.table());
    assertThat(findings.breaches()).as("seed " + seed).isEmpty();
    assertThat(findings.rows().values())
        .as("every function was called")
        .allSatisfy(row -> assertThat(row).containsKeys("acknowledged", "runs"));
  }
}
