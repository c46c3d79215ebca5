package dev.hearth.host.request.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'\"8e03978e-40d5-43dd\"', 8e03978e-40d5-43dd",
        "8e03978e-40d5-43dd, 8e03978e-40d5-43dd",
        "' \"a b\" ', a b",
        "'\"a\\\"b\\\\c\"', a\"b\\c",
        "'\"a,b\"', 'a,b'",
        "order:7/x=1;y, order:7/x=1;y",
      })
  void takesAStringWithOrWithoutQuotationMarks(String field, String key) {
    assertThat(IdempotencyKey.parse(field)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "\"",
        "\"\"",
        "a b",
        "a,b",
        "a\"b",
        "\"a\"b\"",
        "\"a\\b\"",
        "\"a\\\"",
        "\"ü\"",
        "ü",
        "\"a\tb\"",
        "\"a\";b=1",
      })
  void showsTheFormOfAKey(String field) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdempotencyKey.parse(field))
        .withMessageContaining("Idempotency-Key")
        .withMessageContaining("255");
  }

  @Test
  void hasAtMost255Characters() {
    assertThat(IdempotencyKey.parse("k".repeat(255))).hasSize(255);
    assertThatIllegalArgumentException().isThrownBy(() -> IdempotencyKey.parse("k".repeat(256)));
    assertThat(IdempotencyKey.parse('"' + "\\\\".repeat(255) + '"')).isEqualTo("\\".repeat(255));
  }

  @Property(tries = 500)
  void everyPrintableStringComesBackAsItWasQuoted(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 255) String key) {
    String quoted = '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    assertThat(IdempotencyKey.parse(quoted)).isEqualTo(key);
  }

  @Property(tries = 1_000)
  void whateverIsReadIsAPrintableKeyOfTheRightLength(@ForAll String field) {
    String key;
    try {
      key = IdempotencyKey.parse(field);
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(key).matches("[ -~]{1,255}");
  }
}
