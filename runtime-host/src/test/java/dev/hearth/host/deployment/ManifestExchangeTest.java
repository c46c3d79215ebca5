package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.FunctionSpec;
import org.junit.jupiter.api.Test;

class ManifestExchangeTest {

  @Test
  void readsHowAFunctionMeetsItsCallers() {
    assertThat(ManifestReaderTest.good("body: stream\nonDisconnect: continue").exchange())
        .isEqualTo(
            new FunctionSpec.Exchange(
                FunctionSpec.Body.STREAM, FunctionSpec.OnDisconnect.CONTINUE));
    assertThat(ManifestReaderTest.good("body: buffered\nonDisconnect: cancel").exchange())
        .isEqualTo(FunctionSpec.Exchange.USUAL);
  }

  @Test
  void saysWhatElseThereIs() {
    assertThat(ManifestReaderTest.bad("body: streamed"))
        .containsExactly(
            "body: wants one of [buffered, stream], not \"streamed\": did you mean \"stream\"?");
    assertThat(ManifestReaderTest.bad("onDisconnect: ignore"))
        .singleElement()
        .asString()
        .contains("onDisconnect", "[cancel, continue]");
  }
}
