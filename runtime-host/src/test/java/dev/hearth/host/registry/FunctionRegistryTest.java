package dev.hearth.host.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FunctionRegistryTest {

  private static final FunctionName HELLO = new FunctionName("hello");

  private final MemoryCatalogue catalogue = new MemoryCatalogue();

  @Test
  void showsWhatTheCatalogueHeldAtStart() {
    catalogue.loaded.add(DeployedFunction.first(version("world", 1)));
    catalogue.loaded.add(DeployedFunction.first(version("hello", 1)));

    FunctionRegistry registry = new FunctionRegistry(catalogue);

    assertThat(registry.find(HELLO)).contains(catalogue.loaded.get(1));
    assertThat(registry.all())
        .extracting(function -> function.name().value())
        .containsExactly("hello", "world");
  }

  @Test
  void showsAChangeOnlyAfterItIsDurable() {
    FunctionRegistry registry = new FunctionRegistry(catalogue);
    catalogue.broken = true;

    assertThatThrownBy(() -> registry.apply(deployed("hello", 1)))
        .isInstanceOf(StoreException.class);
    assertThat(registry.find(HELLO)).isEmpty();

    catalogue.broken = false;
    assertThat(registry.apply(deployed("hello", 1))).isEqualTo(registry.find(HELLO)).isPresent();
    assertThat(catalogue.committed).hasSize(1);
  }

  @Test
  void refusesChangesOfAFunctionThatIsNotThere() {
    FunctionRegistry registry = new FunctionRegistry(catalogue);

    assertThatThrownBy(() -> registry.apply(new CatalogueChange.RolledBack(HELLO)))
        .isInstanceOf(UnknownFunctionException.class)
        .hasMessageContaining("hello");
    assertThat(catalogue.committed).isEmpty();
  }

  @Test
  void doesNotCommitAChangeThatDoesNotFit() {
    FunctionRegistry registry = new FunctionRegistry(catalogue);
    registry.apply(deployed("hello", 1));

    assertThatThrownBy(() -> registry.apply(new CatalogueChange.RolledBack(HELLO)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(catalogue.committed).hasSize(1);
  }

  @Test
  void resolvesTheActiveVersionANumberAndAnAlias() {
    FunctionRegistry registry = new FunctionRegistry(catalogue);
    registry.apply(deployed("hello", 1));
    registry.apply(deployed("hello", 2));
    registry.apply(new CatalogueChange.AliasSet(HELLO, new Alias("canary", Map.of(1, 9, 2, 1))));

    assertThat(registry.resolve(HELLO, "", 0)).map(v -> v.id().number()).contains(2);
    assertThat(registry.resolve(HELLO, "1", 0)).map(v -> v.id().number()).contains(1);
    assertThat(registry.resolve(HELLO, "canary", 0.89)).map(v -> v.id().number()).contains(1);
    assertThat(registry.resolve(HELLO, "canary", 0.91)).map(v -> v.id().number()).contains(2);
  }

  @Test
  void resolvesNothingForWhatIsNotThere() {
    FunctionRegistry registry = new FunctionRegistry(catalogue);
    registry.apply(deployed("hello", 1));

    assertThat(registry.resolve(new FunctionName("other"), "", 0)).isEmpty();
    for (String qualifier : List.of("2", "0", "01", "99999999999999", "-1", "canary", " ")) {
      assertThat(registry.resolve(HELLO, qualifier, 0)).as(qualifier).isEmpty();
    }
  }

  @Test
  void tellsListenersWhatChangedAfterItCanBeSeen() {
    FunctionRegistry registry = new FunctionRegistry(catalogue);
    List<String> heard = new ArrayList<>();
    registry.addListener((before, after) ->
        heard.add(
            before.map(DeployedFunction::activeNumber)
                + " "
                + after.map(DeployedFunction::activeNumber)
                + " "
                + registry.find(HELLO).equals(after)));

    registry.apply(deployed("hello", 1));
    registry.apply(deployed("hello", 2));
    registry.apply(new CatalogueChange.FunctionDeleted(HELLO));

    assertThat(heard)
        .containsExactly(
            "Optional.empty Optional[1] true",
            "Optional[1] Optional[2] true",
            "Optional[2] Optional.empty true");
  }

  @Test
  void aListenerThatFailsChangesNothing() {
    FunctionRegistry registry = new FunctionRegistry(catalogue);
    List<String> heard = new ArrayList<>();
    registry.addListener((_, _) -> {
      throw new IllegalArgumentException("a listener that fails on purpose");
    });
    registry.addListener((_, _) -> heard.add("the next one"));

    assertThat(registry.apply(deployed("hello", 1))).isPresent();
    assertThat(heard).containsExactly("the next one");
  }

  private static CatalogueChange deployed(String name, int number) {
    return new CatalogueChange.VersionDeployed(version(name, number));
  }

  private static FunctionVersion version(String name, int number) {
    Digest digest = new Digest("%064x".formatted(number));
    return new FunctionVersion(
        new RevisionId(new UUID(name.hashCode(), number)),
        new VersionId(new FunctionName(name), number),
        digest,
        10,
        digest,
        FunctionSpec.defaults(),
        new EntryPoint("com.acme.Hello", HandlerStyle.HTTP),
        Instant.EPOCH,
        Map.of());
  }

  /** A catalogue that keeps a list and can be broken. */
  private static final class MemoryCatalogue implements Catalogue {

    private final List<DeployedFunction> loaded = new ArrayList<>();
    private final List<CatalogueChange> committed = new ArrayList<>();
    private boolean broken;

    @Override
    public List<DeployedFunction> load() {
      return List.copyOf(loaded);
    }

    @Override
    public void commit(CatalogueChange change) {
      if (broken) {
        throw new StoreException("broken on purpose", new IllegalStateException());
      }
      committed.add(change);
    }
  }
}
