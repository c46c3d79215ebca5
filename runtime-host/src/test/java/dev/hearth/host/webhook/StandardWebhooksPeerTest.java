package dev.hearth.host.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The reference implementation signs, we verify. */
class StandardWebhooksPeerTest {

  @Property(tries = 500)
  void takesWhatTheReferenceHasSigned(
      @ForAll @Size(min = 24, max = 64) byte[] key,
      @ForAll("ids") String id,
      @ForAll @LongRange(max = 99_999_999_999L) long at,
      @ForAll("bodies") String body)
      throws Exception {
    String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
    String signature = new Webhook(secret).sign(id, at, body);
    assertThat(Deliveries.standard(secret, id, at, body, signature).verify())
        .isEqualTo(new Verified(id, true));
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .ofMinLength(1)
        .ofMaxLength(100)
        .map(id -> id.replace('.', '_'));
  }

  /** Texts that UTF-8 can write. */
  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.strings().withCharRange('\u0000', '\ud7ff').withChars('€', '\n', '{');
  }
}
