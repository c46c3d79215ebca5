package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.HostClient;
import dev.hearth.host.RunningHost;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Keys with which requests are signed, over restarts of the host and losses of files. */
class SigningKeysTest {

  @TempDir Path directory;

  private static int statusOf(HostClient host, String key) {
    try (LambdaClient lambda = LambdaClients.with(host, key)) {
      return lambda.invoke(call -> call.functionName("signed")).statusCode();
    }
  }

  @Test
  void aKeySignsAfterARestart() {
    String key;
    try (RunningHost running = RunningHost.start(directory)) {
      running.client().deployed("signed", LambdaClients.adding());
      key = running.client().newKey("invoke:signed");
      assertThat(statusOf(running.client(), key)).isEqualTo(200);
    }
    try (RunningHost running = RunningHost.start(directory)) {
      assertThat(statusOf(running.client(), key)).isEqualTo(200);
      assertThat(statusOf(running.client(), running.client().key())).isEqualTo(200);
    }
  }

  @Test
  void theSecretIsNotInTheStore() throws Exception {
    try (RunningHost running = RunningHost.start(directory)) {
      String key = running.client().newKey("read");
      assertThat(running.client().admin("GET", "/v1/keys").expect(200).text())
          .doesNotContain(key.substring(key.indexOf('.') + 1))
          .contains("\"signs\":true");
    }
    String key = Files.readString(directory.resolve("admin.key")).strip();
    String secret = key.substring(key.indexOf('.') + 1);
    assertThat(Files.readString(directory.resolve("hearth.db"), StandardCharsets.ISO_8859_1))
        .doesNotContain(secret);
  }

  @Test
  void aKeyFromBeforeSaysThatANewOneIsNeeded() throws Exception {
    String key;
    try (RunningHost running = RunningHost.start(directory)) {
      running.client().deployed("signed", LambdaClients.adding());
      key = running.client().newKey("invoke:signed");
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("hearth.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("update access_keys set sealed_secret = ''");
    }
    try (RunningHost running = RunningHost.start(directory)) {
      assertThatThrownBy(() -> statusOf(running.client(), key))
          .isInstanceOf(LambdaException.class)
          .hasMessageContaining("cannot sign requests")
          .hasMessageContaining("POST /v1/keys");
      assertThat(
              running
                  .client()
                  .send(
                      HostClient.anonymous(running.client().gateway(), "/fn/signed")
                          .header("Authorization", "Bearer " + key)
                          .POST(BodyPublishers.ofString("{}")))
                  .status())
          .as("as a key it still works")
          .isEqualTo(200);
    }
  }

  @Test
  void withoutTheKeyOfTheSecretsNothingCanBeVerified() throws Exception {
    String key;
    try (RunningHost running = RunningHost.start(directory)) {
      running.client().deployed("signed", LambdaClients.adding());
      key = running.client().newKey("invoke:signed");
    }
    Files.delete(directory.resolve("secrets.key"));
    try (RunningHost running = RunningHost.start(directory)) {
      assertThatThrownBy(() -> statusOf(running.client(), key))
          .isInstanceOfSatisfying(
              LambdaException.class, e -> assertThat(e.statusCode()).isEqualTo(500))
          .hasMessageContaining("cannot read the secret");
    }
  }
}
