package dev.hearth.host.request.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionReferenceTest {

  @ParameterizedTest
  @CsvSource({
    "hello, hello, ''",
    "hello:live, hello, live",
    "hello:$LATEST, hello, $LATEST",
    "hello:7, hello, 7",
    "123456789012:function:hello, hello, ''",
    "123456789012:function:hello:live, hello, live",
    "function:hello, function, hello",
    "arn:aws:lambda:eu-west-1:123456789012:function:hello, hello, ''",
    "arn:aws:lambda:eu-west-1:123456789012:function:hello:live, hello, live",
    "arn:aws-cn:lambda:cn-north-1:123456789012:function:hello:$LATEST, hello, $LATEST",
    "Mixed_Case, Mixed_Case, ''",
  })
  void everyFormIsRead(String text, String name, String qualifier) throws LambdaException {
    assertThat(FunctionReference.parse(text)).isEqualTo(new FunctionReference(name, qualifier));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "a:",
        ":b",
        "a:b:c",
        "a/b",
        "a b",
        "arn:aws:s3:::x",
        "a:$latest",
        "a:$LATEST2",
        "12345:function:hello",
        "function:hello:live",
        "arn:aws:lambda:eu-west-1:123456789012:layer:hello",
        "ü",
      })
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> FunctionReference.parse(text))
        .isInstanceOfSatisfying(
            LambdaException.class,
            e -> assertThat(e.fault().type()).isEqualTo("ValidationException"));
  }

  @Test
  void aQualifierMayStandInOnePlaceOrTheSameInBoth() throws LambdaException {
    FunctionReference bare = FunctionReference.parse("hello");
    FunctionReference live = FunctionReference.parse("hello:live");
    assertThat(bare.qualified(Optional.of("live"))).isEqualTo(live);
    assertThat(live.qualified(Optional.of("live"))).isEqualTo(live);
    assertThat(live.qualified(Optional.empty())).isEqualTo(live);
    assertThatThrownBy(() -> live.qualified(Optional.of("test")))
        .isInstanceOfSatisfying(
            LambdaException.class,
            e -> assertThat(e.fault().type()).isEqualTo("InvalidParameterValueException"));
    assertThatThrownBy(() -> bare.qualified(Optional.of("a b")))
        .isInstanceOf(LambdaException.class);
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    try {
      FunctionReference reference = FunctionReference.parse(text);
      assertThat(text).contains(reference.name()).endsWith(reference.qualifier());
    } catch (LambdaException refused) {
      assertThat(refused.fault().status()).isEqualTo(400);
    }
  }
}
