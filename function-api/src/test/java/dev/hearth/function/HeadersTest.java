package dev.hearth.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  @Test
  void findsAValueWithoutRegardToTheCaseOfItsName() {
    Headers headers = Headers.empty().with("Content-Type", "text/plain");

    assertThat(headers.first("CONTENT-TYPE")).contains("text/plain");
    assertThat(headers.all("content-type")).containsExactly("text/plain");
  }

  @Test
  void lowersNamesAlikeInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(Headers.empty().with("X-ID", "7").first("x-id")).contains("7");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void hasNoValueForANameThatIsNotThere() {
    assertThat(Headers.empty().first("accept")).isEmpty();
    assertThat(Headers.empty().all("accept")).isEmpty();
  }

  @Test
  void keepsSeveralValuesOfANameInOrder() {
    Headers headers = Headers.empty().with("Vary", "accept").with("vary", "origin");

    assertThat(headers.all("Vary")).containsExactly("accept", "origin");
    assertThat(headers.first("Vary")).contains("accept");
  }

  @Test
  void replacingLeavesOneValue() {
    Headers headers = Headers.empty().with("Vary", "accept").with("vary", "origin");

    assertThat(headers.replacing("VARY", "*").all("vary")).containsExactly("*");
  }

  @Test
  void addingLeavesTheOriginalAsItWas() {
    Headers one = Headers.empty().with("a", "1");
    one.with("a", "2");
    one.replacing("a", "3");

    assertThat(one.all("a")).containsExactly("1");
    assertThat(Headers.empty().asMap()).isEmpty();
  }

  @Test
  void gathersNamesThatDifferOnlyInCaseFromAMap() {
    Headers headers = Headers.of(Map.of("A", List.of("1", "2"), "b", List.of()));

    assertThat(headers.asMap()).containsExactly(Map.entry("a", List.of("1", "2")));
    assertThat(Headers.of(Map.of("A", List.of("1"), "a", List.of("2"))).all("a"))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void doesNotSeeLaterChangesOfTheMapItWasMadeFrom() {
    List<String> values = new ArrayList<>(List.of("1"));
    Headers headers = Headers.of(Map.of("a", values));
    values.add("2");

    assertThat(headers.all("a")).containsExactly("1");
  }

  @Test
  void cannotBeChangedThroughWhatItGivesAway() {
    Headers headers = Headers.of(Map.of("a", List.of("1")));

    assertThatThrownBy(() -> headers.asMap().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> headers.all("a").clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a:b", "a\r\nb", "a\u00e9", "a\u0000", "(a)"})
  void refusesANameThatIsNoToken(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.empty().with(name, "1"))
        .withMessageContaining("not a header name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: b=1", "a\nb", "a\rb", "a\u0000b", "a\u007fb"})
  void refusesAValueWithAControlCharacterHoweverItComesIn(String value) {
    Headers empty = Headers.empty();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> empty.with("x-name", value))
        .withMessageContaining("x-name")
        .withMessageNotContainingAny("\r", "\n");
    assertThatIllegalArgumentException().isThrownBy(() -> empty.replacing("x-name", value));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.of(Map.of("x-name", List.of(value))));
  }

  @Test
  void takesTabsAndTextBeyondAscii() {
    assertThat(Headers.empty().with("x", "gr\u00fcn\tblau").first("x")).contains("gr\u00fcn\tblau");
  }

  @Test
  void isEqualToHeadersWithTheSameFields() {
    Headers one = Headers.empty().with("A", "1").with("b", "2");
    Headers other = Headers.of(Map.of("B", List.of("2"), "a", List.of("1")));

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(one.with("b", "3"));
  }
}
