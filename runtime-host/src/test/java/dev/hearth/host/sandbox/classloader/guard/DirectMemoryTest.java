package dev.hearth.host.sandbox.classloader.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class DirectMemoryTest {

  private static final int MIB = 1 << 20;

  private final FakeWard ward = FakeWard.usual();
  private final Scope scope = ward.scope;

  @Test
  void directMemoryIsCountedAndLimited() {
    var held = DirectMemory.allocateDirect(40 * MIB, scope);
    assertThat(ward.allocated).hasValue(40L * MIB);
    assertThatThrownBy(() -> DirectMemory.allocateDirect(30 * MIB, scope))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("direct memory");
    assertThat(DirectMemory.allocateDirect(20 * MIB, scope).capacity()).isEqualTo(20 * MIB);
    assertThat(held.isDirect()).isTrue();
    assertThat(scope.views().direct().held()).isEqualTo(60L * MIB);
  }

  @Test
  void whatIsTakenInOnePieceIsAskedForBefore() {
    assertThatThrownBy(() -> DirectMemory.repeat("x".repeat(1000), 1_000_000, scope))
        .isInstanceOf(Kill.class);
    assertThatThrownBy(() -> DirectMemory.references(Integer.MAX_VALUE, scope))
        .isInstanceOf(Kill.class);
    assertThatThrownBy(() -> DirectMemory.pow(BigInteger.TWO, Integer.MAX_VALUE, scope))
        .isInstanceOf(Kill.class);
    assertThatThrownBy(() -> DirectMemory.bits(new BitSet(), Integer.MAX_VALUE, scope))
        .isInstanceOf(Kill.class);
    assertThatThrownBy(
            () -> DirectMemory.newInstance(int.class, new int[] {100_000, 100_000}, scope))
        .isInstanceOf(Kill.class);
    assertThatThrownBy(() -> DirectMemory.copyOf(new byte[1], Integer.MAX_VALUE, scope))
        .isInstanceOf(Kill.class);
  }

  @Test
  void smallPiecesAreLeftToTheWatchdog() {
    DirectMemory.references(1000, scope);
    DirectMemory.repeat("x", 1000, scope);
    assertThat(ward.allocated).hasValue(0);
  }
}
