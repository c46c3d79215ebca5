package dev.hearth.host.request.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "respond-async",
        "Respond-Async",
        " respond-async ",
        "respond-async, wait=10",
        "wait=10, respond-async",
        "return=minimal;a=b;c, respond-async",
        "respond-async; a=b",
        "respond-async=\"\"",
        "respond-async =",
        "foo=\"a, b\", respond-async",
        "foo=\"a \\\" , b\",respond-async",
        ",,respond-async,",
      })
  void findsThePreferenceAmongOthers(String field) {
    assertThat(Preferences.respondAsync(List.of(field))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        ";",
        "=",
        "\"",
        "respond-asynchronously",
        "respond-async=no",
        "foo=respond-async",
        "foo; respond-async",
        "foo=\"respond-async\"",
        "foo=\"a, respond-async\"",
        "foo=\"unfinished, respond-async",
        "\"respond-async\"",
        "foo=\"a\\\", respond-async, b=\"",
      })
  void whatIsNoSuchPreferenceAsksForNothing(String field) {
    assertThat(Preferences.respondAsync(List.of(field))).isFalse();
  }

  @Test
  void itMayStandInAnyOfSeveralFields() {
    assertThat(Preferences.respondAsync(List.of("wait=3", "respond-async"))).isTrue();
    assertThat(Preferences.respondAsync(List.of("wait=3", "return=minimal"))).isFalse();
    assertThat(Preferences.respondAsync(List.of())).isFalse();
  }

  @Provide
  Arbitrary<String> preferences() {
    return Arbitraries.of("a", "b=1", "c=\"x, y; z\"", "d; e=f", "g=\"\\\"\"")
        .list()
        .ofMaxSize(4)
        .map(list -> String.join(", ", list));
  }

  @Property(tries = 200)
  void othersNeitherHideNorReplaceIt(
      @ForAll("preferences") String before, @ForAll("preferences") String after) {
    assertThat(Preferences.respondAsync(List.of(before + "," + after))).isFalse();
    assertThat(Preferences.respondAsync(List.of(before + ",respond-async," + after))).isTrue();
  }

  @Property(tries = 500)
  void noFieldMakesItFail(@ForAll String field) {
    assertThat(Preferences.respondAsync(List.of(field))).isIn(true, false);
  }
}
