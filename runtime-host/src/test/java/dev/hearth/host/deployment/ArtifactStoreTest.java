package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.registry.Catalogue;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {

  private static final Duration GRACE = Duration.ofMinutes(20);

  @TempDir Path directory;
  private final ManualTime time = new ManualTime();
  private final List<Digest> unprepared = new ArrayList<>();
  private final FunctionRegistry registry = new FunctionRegistry(new Nothing());

  private record Nothing() implements Catalogue {
    @Override
    public List<DeployedFunction> load() {
      return List.of();
    }

    @Override
    public void commit(CatalogueChange change) {}
  }

  @BeforeEach
  void makeRoomForUploads() throws IOException {
    Files.createDirectory(directory.resolve("uploads"));
  }

  private ArtifactStore store() throws IOException {
    return new ArtifactStore(directory.resolve("artifacts"));
  }

  private ArtifactJanitor janitor(ArtifactStore store) {
    return new ArtifactJanitor(store, unprepared::add, GRACE, time.source());
  }

  private Artifact take(ArtifactStore store, String content) throws IOException {
    Path upload = Files.writeString(directory.resolve("uploads/u"), content);
    return store.take(upload, ArtifactStore.digestOf(upload));
  }

  /** Deploys an artifact as the only version of {@code hello}. */
  private void deploy(Artifact artifact) {
    FunctionVersion any = Versions.of("hello").version();
    registry.apply(
        new CatalogueChange.VersionDeployed(
            new FunctionVersion(
                any.revision(),
                any.id(),
                artifact.digest(),
                artifact.bytes(),
                any.fingerprint(),
                any.spec(),
                any.entryPoint(),
                any.createdAt(),
                Map.of())));
  }

  @Test
  void namesAFileByItsContent() throws IOException {
    Artifact artifact = take(store(), "abc");
    assertThat(artifact.digest())
        .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(artifact.file()).hasContent("abc").hasFileName(artifact.digest().hex());
    assertThat(artifact.bytes()).isEqualTo(3);
    assertThat(directory.resolve("uploads")).isEmptyDirectory();
  }

  @Test
  void storesTheSameBytesOnce() throws IOException {
    ArtifactStore store = store();
    assertThat(take(store, "abc")).isEqualTo(take(store, "abc"));
    take(store, "abd");
    assertThat(store.digests()).hasSize(2);
  }

  @Test
  void findsEverythingAgainAfterARestart() throws IOException {
    Artifact artifact = take(store(), "abc");
    assertThat(store().digests()).containsExactly(artifact.digest());
    assertThat(store().artifact(artifact.digest(), 3)).isEqualTo(artifact);
  }

  @Test
  void aStartRemovesWhatACrashHasLeft() throws IOException {
    ArtifactStore store = store();
    Artifact used = take(store, "used");
    Artifact left = take(store, "left");
    deploy(used);
    janitor(store).sweepAtStart(registry);
    assertThat(store.digests()).containsExactly(used.digest());
    assertThat(unprepared).containsExactly(left.digest());
  }

  @Test
  void keepsAnUnusedArtifactForTheGrace() throws IOException {
    ArtifactStore store = store();
    Artifact left = take(store, "left");
    ArtifactJanitor janitor = janitor(store);
    janitor.sweep(registry);
    time.advance(GRACE.minusNanos(1));
    janitor.sweep(registry);
    assertThat(store.digests()).hasSize(1);
    time.advance(Duration.ofNanos(1));
    janitor.sweep(registry);
    assertThat(store.digests()).isEmpty();
    assertThat(unprepared).containsExactly(left.digest());
  }

  @Test
  void aDeploymentUnderWayBeginsTheGraceAnew() throws IOException {
    ArtifactStore store = store();
    Artifact left = take(store, "left");
    ArtifactJanitor janitor = janitor(store);
    janitor.sweep(registry);
    time.advance(GRACE);
    janitor.spare(left.digest());
    janitor.sweep(registry);
    assertThat(store.digests()).hasSize(1);
  }

  @Test
  void useEndsTheGraceAndDisuseBeginsANewOne() throws IOException {
    ArtifactStore store = store();
    Artifact artifact = take(store, "x");
    ArtifactJanitor janitor = janitor(store);
    janitor.sweep(registry);
    deploy(artifact);
    time.advance(GRACE);
    janitor.sweep(registry);
    registry.apply(new CatalogueChange.FunctionDeleted(new FunctionName("hello")));
    janitor.sweep(registry);
    time.advance(GRACE.minusNanos(1));
    janitor.sweep(registry);
    assertThat(store.digests()).hasSize(1);
    time.advance(Duration.ofNanos(1));
    janitor.sweep(registry);
    assertThat(store.digests()).isEmpty();
  }

  @Test
  void deletesWhatIsNotThereWithoutComplaint() throws IOException {
    store().delete(new Digest("0".repeat(64)));
    assertThat(store().digests()).isEmpty();
  }
}
