package dev.hearth.host.request.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.FunctionName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookAddressTest {

  @Test
  void readsFunctionAndHook() {
    assertThat(HookAddress.parse("/hooks/shop/github"))
        .contains(new HookAddress(new FunctionName("shop"), "github"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/hooks",
        "/hooks/",
        "/hooks/shop",
        "/hooks/shop/",
        "/hooks//github",
        "/hooks/shop/github/",
        "/hooks/shop/github/x",
        "/hooks/Shop/github",
        "/hooks/shop@1/github",
        "/hooks/shop/git%2Fhub",
        "/hooks/shop/..",
        "/Hooks/shop/github"
      })
  void nothingElseIsOne(String path) {
    assertThat(HookAddress.parse(path)).isEmpty();
  }

  @Property(tries = 300)
  void noPathMakesItThrow(@ForAll String path) {
    assertThat(HookAddress.parse("/hooks/" + path)).isNotNull();
  }
}
