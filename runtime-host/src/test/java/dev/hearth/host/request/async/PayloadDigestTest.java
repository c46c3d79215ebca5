package dev.hearth.host.request.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PayloadDigestTest {

  private static String digest(
      String method, String address, String query, String type, String body) {
    return PayloadDigest.of(
        address,
        new Input.Http(
            method,
            "/",
            query,
            List.of(new HeaderField("X-Other", body), new HeaderField("Content-Type", type)),
            Payload.utf8(body)));
  }

  @Test
  void isSha256OfThePartsWithTheirLengths() {
    assertThat(digest("POST", "/fn/a", "", "text/plain", "x"))
        .matches("[0-9a-f]{64}")
        .isEqualTo(digest("POST", "/fn/a", "", "text/plain", "x"));
  }

  @Test
  void eachPartCounts() {
    assertThat(
            List.of(
                digest("POST", "/fn/a", "q=1", "text/plain", "x"),
                digest("PUT", "/fn/a", "q=1", "text/plain", "x"),
                digest("POST", "/fn/a@1", "q=1", "text/plain", "x"),
                digest("POST", "/fn/a", "q=2", "text/plain", "x"),
                digest("POST", "/fn/a", "q=1", "text/html", "x"),
                digest("POST", "/fn/a", "q=1", "text/plain", "y")))
        .doesNotHaveDuplicates();
  }

  @Property(tries = 300)
  void partsNeverRunIntoEachOther(@ForAll String a, @ForAll String b) {
    if (!a.isEmpty()) {
      assertThat(digest("POST", "/" + a, b, "", ""))
          .isNotEqualTo(digest("POST", "/", a + b, "", ""));
      assertThat(digest("POST", "/", "", a, b)).isNotEqualTo(digest("POST", "/", "", "", a + b));
    }
  }
}
