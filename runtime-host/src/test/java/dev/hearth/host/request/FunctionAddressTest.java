package dev.hearth.host.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.FunctionName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionAddressTest {

  @ParameterizedTest
  @CsvSource({
    "/fn/hello, hello, '', /",
    "/fn/hello/, hello, '', /",
    "/fn/hello/a/b, hello, '', /a/b",
    "/fn/hello@3, hello, 3, /",
    "/fn/hello@live/x, hello, live, /x",
    "/fn/hello//x, hello, '', //x",
    "/fn/hello/a@b, hello, '', /a@b",
    "/fn/hello@3/a@b, hello, 3, /a@b",
    "/fn/hello/%2e%2e/x, hello, '', /%2e%2e/x",
    "/fn/hello@a@b/x, hello, a@b, /x"
  })
  void readsNameQualifierAndPath(String raw, String name, String qualifier, String path) {
    assertThat(FunctionAddress.parse(raw))
        .contains(new FunctionAddress(new FunctionName(name), qualifier, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/fn",
        "/fn/",
        "/fn//x",
        "/fn/@3",
        "/fn/hello@",
        "/fn/hello@/x",
        "/fn/Hello",
        "/fn/hel%6co",
        "/fn/..",
        "/fn/a_b",
        "fn/hello",
        "/FN/hello",
        "/fn/-a",
        "//fn/hello",
        "/fn/ hello",
        "/fn/hello?x"
      })
  void isNotAnAddress(String raw) {
    assertThat(FunctionAddress.parse(raw)).isEmpty();
  }

  @Property(tries = 1000)
  void noTextMakesItThrow(@ForAll String text) {
    FunctionAddress.parse(text);
    FunctionAddress.parse("/fn/" + text)
        .ifPresent(address -> assertThat(address.path()).startsWith("/"));
  }

  @Property(tries = 1000)
  void nothingThatLooksLikeAnAddressIsReadWrong(@ForAll("almost") String raw) {
    FunctionAddress.parse(raw)
        .ifPresent(address -> {
          String again =
              "/fn/"
                  + address.function()
                  + (address.qualifier().isEmpty() ? "" : "@" + address.qualifier())
                  + address.path();
          assertThat(again).isIn(raw, raw + "/");
        });
  }

  @Provide
  Arbitrary<String> almost() {
    return Arbitraries.of(
            "/fn/", "/", "@", "a", "hello", "-", "%2f", "..", "9", "?", "#", "\0", "é")
        .list()
        .ofMaxSize(8)
        .map(parts -> "/fn/" + String.join("", parts));
  }
}
