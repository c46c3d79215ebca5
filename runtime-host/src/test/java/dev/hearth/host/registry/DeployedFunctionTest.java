package dev.hearth.host.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.fixture.Versions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeployedFunctionTest {

  private static final FunctionName NAME = new FunctionName("hello");
  private static final FunctionVersion ONE = Versions.of("hello").version();
  private static final FunctionVersion TWO = Versions.of("hello").number(2).version();
  private static final DeployedFunction FIRST = DeployedFunction.first(ONE);

  private static DeployedFunction after(DeployedFunction function, CatalogueChange change) {
    return function.after(change).orElseThrow();
  }

  private static DeployedFunction both() {
    return after(FIRST, new CatalogueChange.VersionDeployed(TWO));
  }

  @Test
  void aNewVersionTakesTheCalls() {
    DeployedFunction both = both();
    assertThat(both.active()).isEqualTo(TWO);
    assertThat(both.versions()).containsOnlyKeys(1, 2);
    assertThat(both.nextNumber()).isEqualTo(3);
    assertThat(both.routesTo(1)).isFalse();
    assertThat(FIRST.active()).as("a snapshot never changes").isEqualTo(ONE);
  }

  @Test
  void anOldVersionCanTakeThemAgain() {
    DeployedFunction back =
        after(both(), new CatalogueChange.VersionActivated(new VersionId(NAME, 1)));
    assertThat(back.activations()).containsExactly(1, 2, 1);
    assertThat(after(back, new CatalogueChange.VersionActivated(new VersionId(NAME, 1))))
        .isEqualTo(back);
  }

  @Test
  void aRollbackGoesBackOneStep() {
    DeployedFunction back = after(both(), new CatalogueChange.RolledBack(NAME));
    assertThat(back.activeNumber()).isEqualTo(1);
    assertThat(back.versions()).containsOnlyKeys(1, 2);
    assertThat(back.nextNumber()).isEqualTo(3);
    assertThatThrownBy(() -> back.after(new CatalogueChange.RolledBack(NAME)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is no version before hello@1 to go back to");
  }

  @Test
  void anAliasRoutesToItsVersions() {
    DeployedFunction aliased =
        after(both(), new CatalogueChange.AliasSet(NAME, new Alias("live", Map.of(1, 1))));
    assertThat(aliased.routesTo(1)).isTrue();
    DeployedFunction without = after(aliased, new CatalogueChange.AliasDeleted(NAME, "live"));
    assertThat(without).isEqualTo(both());
    assertThatThrownBy(() -> without.after(new CatalogueChange.AliasDeleted(NAME, "live")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("hello has no alias \"live\"");
  }

  @Test
  void nothingRoutesToAVersionThatIsNotThere() {
    assertThatThrownBy(() ->
            FIRST.after(new CatalogueChange.AliasSet(NAME, new Alias("live", Map.of(1, 1, 5, 1)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("hello has no version 5, only [1]");
    assertThatThrownBy(
            () -> FIRST.after(new CatalogueChange.VersionActivated(new VersionId(NAME, 5))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() ->
            new DeployedFunction(NAME, new TreeMap<>(Map.of(1, ONE)), List.of(2), Map.of(), true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void switchingItOffChangesNothingElse() {
    DeployedFunction off = after(both(), new CatalogueChange.EnabledSet(NAME, false));
    assertThat(off.enabled()).isFalse();
    assertThat(after(off, new CatalogueChange.EnabledSet(NAME, true))).isEqualTo(both());
  }

  @Test
  void deletionLeavesNothing() {
    assertThat(both().after(new CatalogueChange.FunctionDeleted(NAME))).isEmpty();
  }

  @Test
  void findsTheVersionOfEqualContent() {
    assertThat(both().versionWith(ONE.fingerprint())).contains(ONE);
    assertThat(FIRST.versionWith(TWO.fingerprint())).isEmpty();
  }
}
