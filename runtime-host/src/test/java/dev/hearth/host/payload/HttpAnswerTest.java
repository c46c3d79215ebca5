package dev.hearth.host.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.FunctionSpec.PayloadFormat;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {

  private static Outcome.Answered read(PayloadFormat format, String json)
      throws MalformedAnswerException {
    return HttpAnswer.of(format, Payload.utf8(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Hello\"",
        "null",
        "17",
        "[1,{\"statusCode\":200}]",
        "{\"a\":{\"statusCode\":1}}",
        "{}",
        "{\"headers\":7,\"body\":{}}",
        "{\"statusCode\":null}",
        " true "
      })
  void whatHasNoStatusIsTheBodyOf200(String json) throws MalformedAnswerException {
    Outcome.Answered answer = read(PayloadFormat.V2, json);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().text()).isEqualTo(json);
    assertThat(answer.headers())
        .containsExactly(new HeaderField("content-type", "application/json"));
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> read(PayloadFormat.V1, json));
  }

  @Test
  void everyPartIsTaken() throws MalformedAnswerException {
    Outcome.Answered answer =
        read(
            PayloadFormat.V2,
            "{\"statusCode\":\"201\",\"headers\":{\"Content-Type\":\"a/b\",\"X-N\":5,\"X-T\":true,"
                + "\"X-None\":null,\"Content-Length\":\"9\"},\"body\":\"AQI=\",\"more\":[{}],"
                + "\"cookies\":[\"a=b\",\"c=d\"],\"isBase64Encoded\":true}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().copy()).containsExactly(1, 2);
    assertThat(answer.headers())
        .containsExactly(
            new HeaderField("content-type", "a/b"),
            new HeaderField("x-n", "5"),
            new HeaderField("x-t", "true"),
            new HeaderField("set-cookie", "a=b"),
            new HeaderField("set-cookie", "c=d"));
  }

  @Test
  void listsOfValuesComeBeforeSingleOnesInFormat1() throws MalformedAnswerException {
    Outcome.Answered answer =
        read(
            PayloadFormat.V1,
            "{\"statusCode\":200,\"headers\":{\"X-A\":\"single\",\"x-b\":\"b\"},"
                + "\"multiValueHeaders\":{\"x-a\":[\"1\",\"2\"]},\"cookies\":[\"a=b\"]}");

    assertThat(answer.headers())
        .containsExactly(
            new HeaderField("x-a", "1"),
            new HeaderField("x-a", "2"),
            new HeaderField("x-b", "b"),
            new HeaderField("content-type", "application/json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"statusCode":199}                                        | statusCode
          {"statusCode":600}                                        | statusCode
          {"statusCode":200.5}                                      | statusCode
          {"statusCode":{"a":[1]},"body":"x"}                       | statusCode
          {"statusCode":"many"}                                     | statusCode
          {"statusCode":200,"headers":[]}                           | headers is not an object
          {"statusCode":200,"headers":{"a":{}}}                     | not a text
          {"statusCode":200,"headers":{"a b":"c"}}                  | does not allow
          {"statusCode":200,"headers":{"a":"b\\r\\nc: d"}}          | does not allow
          {"statusCode":200,"cookies":["a\\nb"]}                    | does not allow
          {"statusCode":200,"cookies":"a=b"}                        | cookies
          {"statusCode":200,"body":{"a":1}}                         | body is not a text
          {"statusCode":200,"body":"%","isBase64Encoded":true}      | not Base64
          {"statusCode":200,"isBase64Encoded":"yes"}                | neither true nor false
          {"statusCode":200                                         | not JSON
          {"statusCode":200} {}                                     | more than one
          plain text                                                | not JSON
          """)
  void saysWhatIsWrong(String json, String why) {
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> read(PayloadFormat.V2, json))
        .satisfies(thrown -> assertThat(thrown.detail()).contains(why));
  }

  @Test
  void nothingIsNoAnswer() {
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> read(PayloadFormat.V2, ""))
        .satisfies(thrown -> assertThat(thrown.detail()).contains("empty"));
  }

  @Test
  void answersWithoutBodyHaveNone() throws MalformedAnswerException {
    Outcome.Answered answer = read(PayloadFormat.V2, "{\"statusCode\":204,\"body\":\"x\"}");

    assertThat(answer.body().size()).isZero();
    assertThat(answer.headers()).isEmpty();
  }

  @Property
  void everyBodyAndStatusComeBack(
      @ForAll @Size(max = 64) byte[] body, @ForAll @IntRange(min = 205, max = 303) int status)
      throws MalformedAnswerException {
    String json =
        "{\"isBase64Encoded\":true,\"body\":\"%s\",\"statusCode\":%d}"
            .formatted(Base64.getEncoder().encodeToString(body), status);
    for (PayloadFormat format : PayloadFormat.values()) {
      Outcome.Answered answer = read(format, json);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.body().copy()).isEqualTo(body);
    }
  }

  @Property
  void noBytesDoHarm(@ForAll @Size(max = 64) byte[] bytes, @ForAll PayloadFormat format) {
    try {
      HttpAnswer.of(format, Payload.wrap(bytes))
          .headers()
          .forEach(field -> assertThat(field.name() + field.value()).doesNotContain("\r", "\n"));
    } catch (MalformedAnswerException refused) {
      assertThat(refused.detail()).isNotBlank();
    }
  }

  @Property
  void aHeadIsFoundHoweverItIsCut(
      @ForAll @IntRange(min = 1, max = 9) int piece, @ForAll @Size(max = 20) byte[] body)
      throws MalformedAnswerException {
    byte[] json = "{\"statusCode\":203}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] all = new byte[json.length + 8 + body.length];
    System.arraycopy(json, 0, all, 0, json.length);
    System.arraycopy(body, 0, all, json.length + 8, body.length);
    StreamHead head = new StreamHead();
    int taken = 0;
    while (!head.isComplete()) {
      taken += head.take(all, taken, Math.min(piece, all.length - taken));
    }

    assertThat(taken).isEqualTo(json.length + 8);
    assertThat(head.read(Payload.wrap(java.util.Arrays.copyOf(all, taken))).status())
        .isEqualTo(203);
  }
}
