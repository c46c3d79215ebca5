package dev.hearth.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The tables mean what {@code DeployedFunction.after} means. */
class CatalogueModelTest {

  @Property(tries = 40)
  void holdsWhatTheSameChangesMakeInMemory(
      @ForAll @Size(max = 40) List<Integer> numbers, @ForAll("specs") FunctionSpec spec)
      throws IOException {
    Path directory = Files.createTempDirectory("hearth-store-");
    try {
      compare(directory.resolve("hearth.db"), numbers, spec);
    } finally {
      delete(directory);
    }
  }

  @Provide
  Arbitrary<FunctionSpec> specs() {
    return Specs.any();
  }

  private static void compare(Path file, List<Integer> numbers, FunctionSpec spec) {
    Changes changes = new Changes();
    try (SqliteStore store = SqliteStore.open(file)) {
      for (int number : numbers) {
        CatalogueChange change = changes.next(number, number % 2 == 0 ? spec : usual());
        store.commit(change);
        changes.apply(change);
        assertThat(store.load()).as("after %s", change).isEqualTo(changes.deployed());
      }
    }
    try (SqliteStore again = SqliteStore.open(file)) {
      assertThat(again.load()).isEqualTo(changes.deployed());
    }
  }

  private static FunctionSpec usual() {
    return FunctionSpec.defaults();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
