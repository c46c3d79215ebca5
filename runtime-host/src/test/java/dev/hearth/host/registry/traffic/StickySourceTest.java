package dev.hearth.host.registry.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StickySourceTest {

  private static String key(StickySource source, Map<String, List<String>> fields) {
    return source.key(name -> fields.getOrDefault(name, List.of())).orElse("(none)");
  }

  @Test
  void whatTheCallerNamesComesFirst() {
    Map<String, List<String>> fields =
        Map.of(StickySource.HEADER, List.of("named"), "X-User", List.of("found"));
    assertThat(key(new StickySource.Nowhere(), fields)).isEqualTo("named");
    assertThat(key(new StickySource.Header("X-User"), fields)).isEqualTo("named");
  }

  @Test
  void anEmptyKeyIsNone() {
    Map<String, List<String>> fields =
        Map.of(StickySource.HEADER, List.of(""), "X-User", List.of("found"));
    assertThat(key(new StickySource.Header("X-User"), fields)).isEqualTo("found");
    assertThat(key(new StickySource.Nowhere(), fields)).isEqualTo("(none)");
    assertThat(key(new StickySource.Header("X-Other"), fields)).isEqualTo("(none)");
  }

  @Test
  void aCookieIsFoundAmongOthersAndInEveryLine() {
    StickySource session = new StickySource.Cookie("sid");
    assertThat(key(session, Map.of("Cookie", List.of("a=b; sid=42; c=d")))).isEqualTo("42");
    assertThat(key(session, Map.of("Cookie", List.of("a=b", "sid=x=y")))).isEqualTo("x=y");
    assertThat(key(session, Map.of("Cookie", List.of("asid=1; SID=2; sid")))).isEqualTo("(none)");
    assertThat(key(session, Map.of())).isEqualTo("(none)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "header:X-User-Id", "cookie:session"})
  void readsWhatItWrites(String text) {
    assertThat(StickySource.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", ":", "header", "header:", "header:a b", "query:q", "cookie:a;b"})
  void saysWhatIsNoPlaceForAKey(String text) {
    assertThatThrownBy(() -> StickySource.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sticky key");
  }

  @Property
  void noRequestBreaksTheSearch(@ForAll String first, @ForAll String second) {
    StickySource session = new StickySource.Cookie("sid");
    assertThat(session.key(_ -> List.of(first, second))).isNotNull();
  }
}
