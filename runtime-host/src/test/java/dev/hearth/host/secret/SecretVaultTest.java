package dev.hearth.host.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.registry.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretVaultTest {

  private static final String VALUE = "hunter2-and-more";

  @TempDir Path directory;
  private Path file;
  private final MemorySecretStore store = new MemorySecretStore();
  private final ManualTime time = new ManualTime();
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
  private SecretVault vault;

  @BeforeEach
  void open() {
    file = directory.resolve("secrets.key");
    vault = opened();
  }

  private SecretVault opened() {
    return SecretVault.open(store, new MasterKeyFile(file, random), random, time.source());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String read(SecretVault from, String name) {
    return from.find(name).map(value -> new String(value.copy(), UTF_8)).orElse("(none)");
  }

  @Test
  void makesItsKeyOnlyWhenItIsNeeded() throws IOException {
    assertThat(file).doesNotExist();
    assertThat(vault.find("TOKEN")).isEmpty();
    vault.put("TOKEN", bytes(VALUE));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory.toFile().list()).containsExactly("secrets.key");
  }

  @Test
  void tellsNewFromReplacedAndKnowsWhen() {
    assertThat(vault.put("TOKEN", bytes("a"))).isTrue();
    time.advance(Duration.ofHours(1));
    assertThat(vault.put("TOKEN", bytes("b"))).isFalse();
    assertThat(read(vault, "TOKEN")).isEqualTo("b");
    assertThat(vault.all())
        .containsExactly(
            new SecretVault.Listed(
                "TOKEN", ManualTime.START, ManualTime.START.plus(Duration.ofHours(1)), true));
    assertThat(opened().all()).isEqualTo(vault.all());
  }

  @Test
  void knowsItsSecretsAgainAfterARestart() {
    vault.put("B", bytes(VALUE));
    vault.put("A", new byte[] {0, -1, 10});
    SecretVault again = opened();
    assertThat(read(again, "B")).isEqualTo(VALUE);
    assertThat(again.find("A").orElseThrow().copy()).containsExactly(0, -1, 10);
    assertThat(again.all()).extracting(SecretVault.Listed::name).containsExactly("A", "B");
  }

  @Test
  void forgetsASecretAtOnce() {
    vault.put("TOKEN", bytes(VALUE));
    assertThat(vault.remove("TOKEN")).isTrue();
    assertThat(vault.remove("TOKEN")).isFalse();
    assertThat(vault.has("TOKEN")).isFalse();
    assertThat(opened().find("TOKEN")).isEmpty();
  }

  @Test
  void whatIsNotDurableIsNotSeen() {
    vault.put("TOKEN", bytes("old"));
    store.broken(true);
    assertThatThrownBy(() -> vault.put("TOKEN", bytes("new"))).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> vault.put("OTHER", bytes("new"))).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> vault.remove("TOKEN")).isInstanceOf(StoreException.class);
    assertThat(read(vault, "TOKEN")).isEqualTo("old");
    assertThat(vault.has("OTHER")).isFalse();
  }

  @Test
  void theStoreGetsNoValueAndNothingShowsOne() {
    vault.put("TOKEN", bytes(VALUE));
    assertThat(store.secrets().toString()).contains("TOKEN").doesNotContain(VALUE, "hunter2");
    assertThat(vault.all().toString() + vault.find("TOKEN")).doesNotContain(VALUE, "hunter2");
    assertThat(vault.find("TOKEN").orElseThrow()).hasToString("(secret)");
  }

  @Test
  void aCopyThatSomebodyChangesIsTheirs() {
    byte[] mine = bytes("abc");
    vault.put("TOKEN", mine);
    mine[0] = 'x';
    vault.find("TOKEN").orElseThrow().copy()[1] = 'x';
    assertThat(read(vault, "TOKEN")).isEqualTo("abc");
  }

  @Test
  void aLostKeyIsSaidAndNeverReplacedByAnother() throws IOException {
    vault.put("TOKEN", bytes(VALUE));
    Path elsewhere = directory.resolve("backup");
    Files.move(file, elsewhere);

    SecretVault locked = opened();
    for (Throwable refusal :
        List.of(
            catchThrowable(() -> locked.find("TOKEN")),
            catchThrowable(() -> locked.put("OTHER", bytes("x"))))) {
      assertThat(refusal)
          .isInstanceOf(SecretsLockedException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("is gone: restore it");
    }
    assertThat(file).doesNotExist();
    assertThat(locked.all()).singleElement().matches(secret -> !secret.readable());

    Files.move(elsewhere, file);
    assertThat(read(opened(), "TOKEN")).isEqualTo(VALUE);
  }

  @Test
  void aWrongKeyIsSaid() throws IOException {
    vault.put("TOKEN", bytes(VALUE));
    String right = Files.readString(file).strip();
    Files.delete(file);
    new MasterKeyFile(file, random).create();
    String wrong = Files.readString(file).strip();

    SecretVault locked = opened();
    assertThatThrownBy(() -> locked.find("TOKEN"))
        .isInstanceOf(SecretsLockedException.class)
        .hasMessageContaining("holds another key")
        .hasMessageContaining("TOKEN")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(right, wrong, VALUE));
    assertThatThrownBy(() -> locked.put("OTHER", bytes("x")))
        .isInstanceOf(SecretsLockedException.class);
    assertThat(store.secrets()).hasSize(1);
  }

  @Test
  void whoeverHasLostTheKeyForGoodStartsAnew() throws IOException {
    vault.put("TOKEN", bytes(VALUE));
    Files.delete(file);
    SecretVault locked = opened();
    assertThat(locked.remove("TOKEN")).isTrue();
    assertThat(locked.put("TOKEN", bytes("new"))).isTrue();
    assertThat(read(opened(), "TOKEN")).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no key", "AAAA", "\n\n"})
  void aFileThatHoldsNoKeyIsSaid(String content) throws IOException {
    vault.put("TOKEN", bytes(VALUE));
    Files.writeString(file, content);
    assertThatThrownBy(() -> opened().find("TOKEN"))
        .isInstanceOf(SecretsLockedException.class)
        .hasMessageContaining("holds no key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw----r--", "rw--w----", "rw-----w-"})
  void aKeyThatOthersCanReadIsRefused(String permissions) throws IOException {
    vault.put("TOKEN", bytes(VALUE));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(() -> opened().find("TOKEN"))
        .isInstanceOf(SecretsLockedException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aDamagedValueHarmsNoOther() {
    vault.put("GOOD", bytes("fine"));
    vault.put("TOKEN", bytes(VALUE));
    SealedSecret good = store.secrets().getFirst();
    SealedSecret token = store.secrets().getLast();
    store.put(
        new SealedSecret(
            token.name(), token.keyId(), good.sealed(), token.createdAt(), token.changedAt()));

    SecretVault again = opened();
    assertThat(read(again, "GOOD")).isEqualTo("fine");
    assertThatThrownBy(() -> again.find("TOKEN"))
        .isInstanceOf(SecretsLockedException.class)
        .hasMessageContaining("TOKEN in the store is damaged");
    assertThat(again.put("TOKEN", bytes("anew"))).isFalse();
    assertThat(read(again, "TOKEN")).isEqualTo("anew");
  }

  @Test
  void refusesWhatIsNoNameOrNoValue() {
    for (String name : List.of("", "1A", "A-B", "A B", "ä", "A".repeat(65))) {
      assertThatThrownBy(() -> vault.put(name, bytes("x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> vault.put("A", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> vault.put("A", new byte[SecretVault.LARGEST + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(vault.put("a_1" + "A".repeat(61), new byte[SecretVault.LARGEST])).isTrue();
  }
}
