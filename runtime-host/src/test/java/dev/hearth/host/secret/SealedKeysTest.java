package dev.hearth.host.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedKeysTest {

  private static final byte[] SECRET = "the-secret-of-a-key".getBytes(UTF_8);

  @TempDir Path directory;
  private final MemorySecretStore store = new MemorySecretStore();
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

  private SealedKeys opened() {
    return new SealedKeys(
        SecretVault.open(
            store,
            new MasterKeyFile(directory.resolve("secrets.key"), random),
            random,
            new ManualTime().source()));
  }

  private static Optional<String> text(Optional<byte[]> secret) {
    return secret.map(bytes -> new String(bytes, UTF_8));
  }

  @Test
  void whatIsSealedIsOpenedAfterARestartToo() {
    SealedKeys keys = opened();
    String sealed = keys.seal("ab", SECRET);
    assertThat(sealed).doesNotContain("the-secret");
    assertThat(text(keys.open("ab", sealed))).contains("the-secret-of-a-key");
    assertThat(text(opened().open("ab", sealed))).contains("the-secret-of-a-key");
  }

  @Test
  void aSealedSecretFitsNoOtherKeyAndIsNoSecretOfAFunction() {
    SealedKeys keys = opened();
    String sealed = keys.seal("ab", SECRET);
    assertThat(keys.open("ac", sealed)).isEmpty();
    assertThat(keys.open("ab", sealed.substring(4))).isEmpty();
    assertThat(keys.open("ab", "")).isEmpty();
    assertThat(SecretVault.isName("access key hk_ab")).isFalse();
  }

  @Test
  void withoutTheFileNothingIsOpenedAndNoneIsMadeForThat() throws IOException {
    String sealed = opened().seal("ab", SECRET);
    Files.delete(directory.resolve("secrets.key"));
    assertThat(opened().open("ab", sealed)).isEmpty();
    assertThat(directory.resolve("secrets.key")).doesNotExist();
  }

  @Test
  void whereTheKeyOfTheSecretsIsLostAKeyIsMadeThatCannotSign() throws IOException {
    SecretVault vault =
        SecretVault.open(
            store,
            new MasterKeyFile(directory.resolve("secrets.key"), random),
            random,
            new ManualTime().source());
    vault.put("TOKEN", SECRET);
    Files.delete(directory.resolve("secrets.key"));
    assertThat(opened().seal("ab", SECRET)).isEmpty();
    assertThat(directory.resolve("secrets.key")).doesNotExist();
  }
}
