package dev.hearth.host.sandbox.classloader.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.sandbox.HeapLevel;
import org.junit.jupiter.api.Test;

class PeakEstimateTest {

  private final HeapLevel heap = new HeapLevel();

  @Test
  void withoutACollectionEverythingAllocatedIsStillThere() {
    PeakEstimate peak = new PeakEstimate(heap);
    assertThat(peak.at(10)).isEqualTo(10);
    assertThat(peak.at(70)).isEqualTo(70);
  }

  @Test
  void whatACollectionFreedDoesNotCountAgain() {
    heap.collected(1, 1_000);
    PeakEstimate peak = new PeakEstimate(heap);
    assertThat(peak.at(100)).isEqualTo(100);
    heap.collected(2, 1_000);
    assertThat(peak.at(150)).as("nothing of the first hundred is left").isEqualTo(100);
    assertThat(peak.at(250)).isEqualTo(150);
  }

  @Test
  void whatTheHeapHasGrownByIsCarriedOver() {
    heap.collected(1, 1_000);
    PeakEstimate peak = new PeakEstimate(heap);
    assertThat(peak.at(100)).isEqualTo(100);
    heap.collected(2, 1_040);
    assertThat(peak.at(200)).isEqualTo(140);
  }

  @Test
  void neverIsMoreCarriedThanWasAllocated() {
    heap.collected(1, 1_000);
    PeakEstimate peak = new PeakEstimate(heap);
    assertThat(peak.at(100)).isEqualTo(100);
    heap.collected(2, 9_000);
    assertThat(peak.at(110)).isEqualTo(110);
  }
}
