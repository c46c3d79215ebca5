package dev.hearth.host.store.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.secret.SealedSecret;
import dev.hearth.host.store.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTableTest {

  @TempDir Path directory;

  @Test
  void keepsSecretsWithoutLosingAnything() {
    Path file = directory.resolve("hearth.db");
    Instant then = Instant.parse("2026-11-01T10:00:00.123456789Z");
    SealedSecret first = new SealedSecret("A", "k1", "c2VhbGVk", then, then);
    SealedSecret second = new SealedSecret("B", "k1", "eA==", then, then.plusSeconds(1));
    SealedSecret changed = new SealedSecret("A", "k2", "b3RoZXI=", then, then.plusSeconds(9));
    try (SqliteStore store = SqliteStore.open(file)) {
      store.secrets().put(second);
      store.secrets().put(first);
    }
    try (SqliteStore store = SqliteStore.open(file)) {
      assertThat(store.secrets().secrets()).containsExactly(first, second);
      store.secrets().put(changed);
      assertThat(store.secrets().secrets()).containsExactly(changed, second);
      assertThat(store.secrets().remove("A")).isTrue();
      assertThat(store.secrets().remove("A")).isFalse();
      assertThat(store.secrets().secrets()).containsExactly(second);
    }
  }
}
