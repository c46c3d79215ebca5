package dev.hearth.host.sandbox.classloader.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries, paths, parameters of fields, and what a content type says. */
class RequestPartsTest {

  @Property
  void whatIsEncodedAsAFormIsDecoded(
      @ForAll @Size(max = 5) Map<String, @Size(min = 1, max = 3) List<String>> all) {
    String query =
        all.entrySet().stream()
            .flatMap(e -> e.getValue().stream().map(v -> encoded(e.getKey()) + "=" + encoded(v)))
            .collect(Collectors.joining("&"));
    Map<String, List<String>> expected =
        all.entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> valid(e.getKey()),
                    e -> e.getValue().stream().map(RequestPartsTest::valid).toList(),
                    (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList()));
    assertThat(QueryParameters.of(query)).isEqualTo(expected);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Lone surrogates cannot be sent. */
  private static String valid(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Test
  void valuesStandInTheOrderSent() {
    assertThat(QueryParameters.of("b=2&a=1&b=1&c&&=d"))
        .containsExactly(
            entry("b", List.of("2", "1")),
            entry("a", List.of("1")),
            entry("c", List.of("")),
            entry("", List.of("d")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "%zz", "a=%FF", "a=%E2%82"})
  void whatIsNotPercentEncodedUtf8IsRefused(String query) {
    assertThatThrownBy(() -> QueryParameters.of(query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in the query");
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a/b, /a/b",
    "/a/./b/, /a/b/",
    "/a/../b, /b",
    "/a/b/.., /a/",
    "/../../x, /x",
    "/a;x=1/b;c, /a/b",
    "/a%2e%2E/b, /a../b",
    "/%2e%2e/b, /b",
    "/%41%c3%bc%20, /Aü%20",
    "/%2f%5C%25%3b%00, /%2F%5C%25%3B%00",
    "/%FF%e2%82x, /%FF%E2%82x",
    "/%4, /%4",
    "/%zz%, /%zz%"
  })
  void aPathHasOneForm(String path, String canonical) {
    assertThat(RequestPath.canonical(path)).isEqualTo(canonical);
  }

  @Property
  void theCanonicalFormOfAPathStays(@ForAll String text) {
    String canonical = RequestPath.canonical("/" + text);
    assertThat(canonical).startsWith("/");
    assertThat(RequestPath.canonical(canonical).length()).isLessThanOrEqualTo(canonical.length());
  }

  @Test
  void parametersOfAFieldMayBeQuoted() {
    String field = "form-data; name=\"a\\\"b;c\"; Filename = x.y ;filename*=UTF-8''%e2%82%ac%2B+";
    assertThat(FieldParameters.value(field, "name")).contains("a\"b;c");
    assertThat(FieldParameters.value(field, "filename")).contains("x.y");
    assertThat(FieldParameters.extended(field, "filename")).contains("€++");
    assertThat(FieldParameters.value(field, "none")).isEmpty();
    assertThat(FieldParameters.extended("a; b*=nope''x", "b")).isEmpty();
    assertThat(FieldParameters.value("a; b", "b")).isEmpty();
    assertThat(FieldParameters.value("a; b=\"open", "b")).contains("open");
  }

  @Test
  void textIsReadInTheCharsetThatIsNamedOrAssumed() {
    assertThat(ContentTypes.ofInput("text/plain")).isEmpty();
    assertThat(ContentTypes.ofOutput("text/plain; x=y")).contains(StandardCharsets.ISO_8859_1);
    assertThat(ContentTypes.ofInput("Application/JSON")).contains(StandardCharsets.UTF_8);
    assertThat(ContentTypes.ofInput("a/b;charset=\"utf-16\"; c=d"))
        .contains(StandardCharsets.UTF_16);
    assertThat(ContentTypes.ofInput("a/b; charset=")).isEmpty();
    assertThat(ContentTypes.ofInput("a/b; xcharset=utf-8")).isEmpty();
    assertThat(ContentTypes.named("a/b; charset=nope")).contains("nope");
    assertThatThrownBy(() -> ContentTypes.ofInput("a/b; charset=nope"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHeaderFieldIsMadeSendable() {
    assertThat(HeaderText.sendable(" a\r\nX-B: c€é\u0001 ")).isEqualTo("a  X-B: c é");
    assertThat(HeaderText.name("X-Ok_1")).isEqualTo("X-Ok_1");
    for (String bad : List.of("", "a b", "a:", "ü", "a\n")) {
      assertThatThrownBy(() -> HeaderText.name(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
