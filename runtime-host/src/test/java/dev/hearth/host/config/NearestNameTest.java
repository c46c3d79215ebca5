package dev.hearth.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> KNOWN = List.of("pool.keep-alive", "pool.max-bytes", "data");

  @Test
  void saysNothingWhereNothingIsKnown() {
    assertThat(NearestName.hint("x", List.of())).isEmpty();
  }

  @Test
  void namesTheOneWithTheFewestEdits() {
    assertThat(NearestName.hint("pool.keepalive", KNOWN))
        .isEqualTo(": did you mean \"pool.keep-alive\"?");
    assertThat(NearestName.hint("dta", KNOWN)).isEqualTo(": did you mean \"data\"?");
  }

  @Property(tries = 300)
  void oneWrongLetterDoesNotHideAName(
      @ForAll @IntRange(max = 13) int at, @ForAll @AlphaChars char wrong) {
    String name = "pool.max-bytes";
    String typed = name.substring(0, at) + wrong + name.substring(at + 1);
    assertThat(NearestName.hint(typed, KNOWN)).contains(name);
  }

  @Property(tries = 300)
  void findsAKnownNameItself(@ForAll @AlphaChars @StringLength(min = 1, max = 20) String name) {
    assertThat(NearestName.hint(name, List.of(name + "x", name, "y" + name)))
        .isEqualTo(": did you mean \"" + name + "\"?");
  }
}
