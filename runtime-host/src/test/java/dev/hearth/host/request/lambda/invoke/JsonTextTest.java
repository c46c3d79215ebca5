package dev.hearth.host.request.lambda.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "1",
        "-1.5e3",
        "\"x\"",
        " {\"a\": [1, {\"b\": \"\"}]} "
      })
  void jsonIsJson(String text) {
    assertThat(JsonText.whyNotJson(text.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "{\"a\"}",
        "{'a': 1}",
        "{\"a\": 1} x",
        "{} {}",
        "1 2",
        "\"x",
        "tru",
        "01",
        "{\"a\": 1,}",
        "NaN",
        "[1 2]",
        "// x\n1",
        "\"a\" \"",
        "\"\\x\"",
      })
  void whatIsNotIsNot(String text) {
    assertThat(JsonText.whyNotJson(text.getBytes(UTF_8))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "1", "\"{}\""})
  void aContextMustBeAnObject(String text) {
    assertThat(JsonText.whyNotObject(text.getBytes(UTF_8))).isPresent();
  }

  @Property
  void itIsJsonWhenAReaderOfTreesTakesIt(@ForAll String text) {
    String quoted = new JsonMapper().writeValueAsString(text);
    assertThat(JsonText.whyNotJson(quoted.getBytes(UTF_8))).isEmpty();
  }

  @Property
  void anyBytesAreJudged(@ForAll byte[] bytes) {
    JsonText.whyNotJson(bytes);
    JsonText.whyNotObject(bytes);
  }
}
