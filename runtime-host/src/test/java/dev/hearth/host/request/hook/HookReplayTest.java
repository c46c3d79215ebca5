package dev.hearth.host.request.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HookReplayTest extends HookedShop {

  @Test
  void whatIsSentAgainIsTakenOnceAndAnsweredTheSame() {
    String first = id(send("standard", BODY, Signing.standard(STANDARD, "msg_1", NOW, BODY)));
    host.time.advance(Duration.ofHours(10));
    HttpResponse<String> again =
        send("standard", BODY, Signing.standard(STANDARD, "msg_1", NOW + 36_000, BODY));
    assertThat(id(again)).isEqualTo(first);
    assertThat(again.headers().firstValue("idempotency-replayed")).contains("true");
    assertThat(tasks()).hasSize(1);

    problem(
        send("standard", "{}", Signing.standard(STANDARD, "msg_1", NOW + 36_000, "{}")),
        409,
        first,
        "another body");
    assertThat(id(send("github", BODY, Signing.github(SECRET, "msg_1", BODY))))
        .as("another webhook has ids of its own")
        .isNotEqualTo(first);
  }

  @Test
  void aReplayIsRefusedByItsMomentAndForgottenAfterTheWindow() {
    Map<String, String> signed = Signing.standard(STANDARD, "msg_1", NOW, BODY);
    String first = id(send("standard", BODY, signed));
    host.time.advance(Duration.ofMinutes(5));
    assertThat(id(send("standard", BODY, signed))).isEqualTo(first);
    host.time.advance(Duration.ofSeconds(1));
    problem(send("standard", BODY, signed), 401, "behind the clock");

    host.time.advance(HookedHost.WINDOW.minusSeconds(302));
    long then = NOW + HookedHost.WINDOW.toSeconds() - 1;
    assertThat(id(send("standard", BODY, Signing.standard(STANDARD, "msg_1", then, BODY))))
        .isEqualTo(first);
    host.time.advance(Duration.ofSeconds(2));
    assertThat(id(send("standard", BODY, Signing.standard(STANDARD, "msg_1", then, BODY))))
        .isNotEqualTo(first);
  }

  @Test
  void anEventOfStripeIsTheSameHoweverItsCountersChange() {
    String first = id(send("stripe", BODY, Signing.stripe(SECRET, NOW, BODY)));
    String later = BODY.replace("\"n\":1", "\"n\":0");
    assertThat(id(send("stripe", later, Signing.stripe(SECRET, NOW + 9, later)))).isEqualTo(first);
    String other = BODY.replace("evt_1", "evt_2");
    assertThat(id(send("stripe", other, Signing.stripe(SECRET, NOW, other)))).isNotEqualTo(first);
  }
}
