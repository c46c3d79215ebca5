package dev.hearth.host.sandbox.classloader.cloud.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloudInputEventTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-27T10:00:00Z"));

  private static CloudInputEvent direct(String json) throws InputBindingException {
    return CloudInputEvent.of(new Input.Direct(Payload.utf8(json), ""));
  }

  @Test
  void aPayloadSaysItselfWhetherItIsACloudEvent() throws InputBindingException {
    GuestEvent modern =
        direct("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"n\":5}")
            .modern(CLOCK);
    assertThat(modern.getId()).isEqualTo("1");
    assertThat(modern.getExtension("n")).isEqualTo(5);
    assertThat(modern.getData()).isNull();
    LegacyEvent legacy = direct("{\"eventId\":2,\"data\":{\"a\":1}}").legacy(CLOCK);
    assertThat(legacy.context().eventId()).isEqualTo("2");
    assertThat(EventJson.text(legacy.data())).isEqualTo("{\"a\":1}");
  }

  @Test
  void anEventWithoutATimeHasThatOfItsComing() throws InputBindingException {
    LegacyEvent legacy =
        direct(
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"//s/b\",\"type\":"
                    + "\"google.cloud.storage.object.v1.deleted\",\"data\":{}}")
            .legacy(CLOCK);
    assertThat(legacy.context().timestamp()).isEqualTo("2026-11-27T10:00:00Z");
  }

  @Test
  void whatIsNoEventIsRefusedWithWhatIsWrong() {
    assertThatThrownBy(() -> direct("junk").legacy(CLOCK)).hasMessageContaining("not");
    assertThatThrownBy(() -> direct("{}").legacy(CLOCK)).hasMessageContaining("no \"data\"");
    assertThatThrownBy(() -> direct("{\"data\":{}}").modern(CLOCK))
        .hasMessageContaining("has no form as a CloudEvent");
  }

  /** Both ways of every kind; a legacy event that comes back has what the form before has. */
  @ParameterizedTest
  @EnumSource
  void everyKindGoesOverAndComesBack(EventKind kind) throws InputBindingException {
    String resource =
        switch (kind.family()) {
          case STORAGE -> "projects/_/buckets/b/objects/o";
          case FIRESTORE -> "projects/p/databases/d/documents/c/x";
          case DATABASE -> "projects/_/instances/i/refs/r";
          case PUBSUB, AUTH, ANALYTICS -> "projects/p/things/t";
        };
    String json =
        "{\"eventId\":\"7\",\"timestamp\":\"2020-09-29T11:32:00Z\",\"eventType\":\""
            + kind.legacyType()
            + "\",\"resource\":\""
            + resource
            + "\",\"domain\":\"firebaseio.com\",\"data\":{\"uid\":\"u\"}}";
    GuestEvent modern = direct(json).modern(CLOCK);
    assertThat(modern.getType()).isEqualTo(kind.type());
    assertThat(modern.getSource().toString()).startsWith("//" + kind.family().service() + "/");
    LegacyEvent back = ToLegacy.converted(modern, CLOCK);
    assertThat(back.context().eventId()).isEqualTo("7");
    assertThat(back.context().timestamp()).isEqualTo("2020-09-29T11:32:00Z");
    assertThat(EventJson.text(back.data())).isEqualTo("{\"uid\":\"u\"}");
    assertThat(EventKind.of(kind.type()).map(EventKind::type)).contains(kind.type());
    assertThat(Arrays.stream(EventKind.values()).map(EventKind::legacyType))
        .doesNotHaveDuplicates();
  }

  @Test
  void dataIsCopiedForTheFunction() {
    GuestEvent.Data data = new GuestEvent.Data(new byte[] {1, 2});
    data.toBytes()[0] = 9;
    assertThat(data.toBytes()).containsExactly(1, 2);
    assertThat(data).isEqualTo(new GuestEvent.Data(new byte[] {1, 2}));
  }
}
