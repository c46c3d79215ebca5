package dev.hearth.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "&&&"})
  void findsNothingWhereNothingIs(String query) {
    assertThat(QueryParameters.parse(query)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a=1,             a,    1
          a,               a,    ''
          a=,              a,    ''
          =1,              '',   1
          =,               '',   ''
          a=b=c,           a,    b=c
          &a=1&,           a,    1
          a+b=c+d,         a b,  c d
          a%20b=c%2Bd,     a b,  c+d
          %61=%31,         a,    1
          a=%26%3d%25,     a,    &=%
          a=1;b=2,         a,    1;b=2
          n=%C3%A9,        n,    é
          n=é,             n,    é
          n=%F0%9F%94%A5,  n,    🔥
          n=%C3,           n,    \uFFFD
          """)
  void readsOneParameter(String query, String name, String value) {
    assertThat(QueryParameters.parse(query)).containsExactly(Map.entry(name, List.of(value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "100%", "%z", "%zz", "%1", "%u00e9", "%-1", "a%2"})
  void keepsAMalformedEscapeAsItWasSent(String value) {
    assertThat(QueryParameters.parse("v=" + value)).containsEntry("v", List.of(value));
    assertThat(QueryParameters.parse(value + "=1")).containsEntry(value, List.of("1"));
  }

  @Test
  void aMalformedParameterDoesNotTouchItsNeighbours() {
    assertThat(QueryParameters.parse("a=%41&b=%zz&c=%43"))
        .isEqualTo(Map.of("a", List.of("A"), "b", List.of("%zz"), "c", List.of("C")));
  }

  @Test
  void keepsNamesAndValuesInTheirOrder() {
    Map<String, List<String>> query = QueryParameters.parse("z=1&a=2&z=3&Z=4");

    assertThat(query.keySet()).containsExactly("z", "a", "Z");
    assertThat(query).containsEntry("z", List.of("1", "3"));
  }

  @Test
  void givesAwayNothingThatCanBeChanged() {
    Map<String, List<String>> query = QueryParameters.parse("a=1");

    assertThatThrownBy(query::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> query.values().iterator().next().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
