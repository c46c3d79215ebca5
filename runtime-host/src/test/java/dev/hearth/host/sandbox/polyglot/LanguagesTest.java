package dev.hearth.host.sandbox.polyglot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.sandbox.polyglot.guest.GuestLanguage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LanguagesTest {

  @Test
  void aLanguageThatCannotBeLoadedIsTheHostsFaultAndTriedAgain() {
    AtomicInteger asked = new AtomicInteger();
    try (Languages languages =
        new Languages(
            () -> {
              asked.incrementAndGet();
              throw new IllegalStateException("a module is gone");
            },
            false)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> languages.engine(GuestLanguage.PYTHON))
            .isInstanceOf(LanguageFailedException.class)
            .hasMessage("Python cannot be loaded: a module is gone");
      }
      assertThat(asked).hasValue(2);
      assertThat(languages.engines()).isEmpty();
    }
  }
}
