package dev.hearth.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

  private static final URI SHOP = URI.create("/shop");

  private static Event.Builder created() {
    return Event.builder("7", SHOP, "com.acme.order.created");
  }

  @Test
  void hasNothingOptionalUnlessItIsSaid() {
    Event event = created().build();

    assertThat(event.id()).isEqualTo("7");
    assertThat(event.source()).isEqualTo(SHOP);
    assertThat(event.type()).isEqualTo("com.acme.order.created");
    assertThat(event.subject()).isEmpty();
    assertThat(event.time()).isEmpty();
    assertThat(event.dataContentType()).isEmpty();
    assertThat(event.dataSchema()).isEmpty();
    assertThat(event.extensions()).isEmpty();
    assertThat(event.data()).isEmpty();
  }

  @Test
  void givesBackEachAttributeAsItWasSet() {
    OffsetDateTime noon = OffsetDateTime.parse("2026-03-29T12:00:00+02:00");
    Event event =
        created()
            .subject("order 7")
            .time(noon)
            .dataSchema(URI.create("/schema"))
            .data("application/json", "{\"ä\":1}".getBytes(UTF_8))
            .extension("partition2", "eu")
            .build();

    assertThat(event.subject()).contains("order 7");
    assertThat(event.time()).contains(noon);
    assertThat(event.dataSchema()).contains(URI.create("/schema"));
    assertThat(event.dataContentType()).contains("application/json");
    assertThat(event.dataText()).isEqualTo("{\"ä\":1}");
    assertThat(event.extensions()).containsEntry("partition2", "eu").hasSize(1);
  }

  @Test
  void refusesToBeWithoutIdSourceOrType() {
    assertThatIllegalArgumentException().isThrownBy(() -> Event.builder("", SHOP, "t"));
    assertThatIllegalArgumentException().isThrownBy(() -> Event.builder("7", SHOP, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> Event.builder("7", URI.create(""), "t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "with-dash", "with space", "ä"})
  void refusesAnExtensionNameOutsideTheSpecification(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> created().extension(name, "x"))
        .withMessageContaining('"' + name + '"');
  }

  @Test
  void isNotChangedThroughTheBytesItWasMadeFrom() {
    byte[] bytes = "data".getBytes(UTF_8);
    Event event = created().data("text/plain", bytes).build();
    bytes[0] = 'X';
    event.data()[1] = 'X';

    assertThat(event.dataText()).isEqualTo("data");
  }

  @Test
  void givesAwayExtensionsThatCannotBeChanged() {
    Event event = created().extension("a", "1").build();

    assertThatThrownBy(() -> event.extensions().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void itsBuilderIsUsedOnce() {
    Event.Builder builder = created();
    Event event = builder.build();

    assertThatIllegalStateException().isThrownBy(builder::build);
    assertThatIllegalStateException().isThrownBy(() -> builder.subject("late"));
    assertThatIllegalStateException().isThrownBy(() -> builder.extension("a", "late"));
    assertThatIllegalStateException().isThrownBy(() -> builder.data("text/plain", new byte[1]));
    assertThat(event.subject()).isEmpty();
    assertThat(event.extensions()).isEmpty();
  }

  @Test
  void itsTextDoesNotShowTheData() {
    assertThat(created().data("text/plain", "secret".getBytes(UTF_8)).build())
        .hasToString("com.acme.order.created 7 from /shop (6 bytes)");
  }
}
