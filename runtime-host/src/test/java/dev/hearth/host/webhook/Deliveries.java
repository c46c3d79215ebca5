package dev.hearth.host.webhook;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deliveries that are right, each signed by somebody else's code, once and for all.
 *
 * @param scheme whose way it is
 * @param at when it was signed, in seconds since 1970
 */
record Deliveries(
    String scheme,
    SignatureScheme way,
    String secret,
    Map<String, String> fields,
    String body,
    long at) {

  /** {@link ManualTime#START}. */
  static final long NOW = ManualTime.START.getEpochSecond();

  static final Duration TOLERANCE = Duration.ofMinutes(5);

  static final String SHARED_KEY = "whsec_aGVhcnRoLXRlc3Qtc2VjcmV0LWhlYXJ0aC10ZXN0ISE=";

  /** Of the private key whose seed is SHA-256 of {@code hearth ed25519 test}. */
  static final String PUBLIC_KEY = "whpk_C9nroAnk1MRAyoR8WkeLAyoDjRJ9VQIXiT8Nc3XyIhY=";

  @Override
  public String toString() {
    return scheme;
  }

  /** The first vector of the specification's repository. */
  static Deliveries specification() {
    return standard(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1_614_265_330,
        "{\"test\": 2432232314}",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  /** Signed by npm standardwebhooks 1.1.1, with characters beyond ASCII. */
  static Deliveries standard() {
    return standard(
        SHARED_KEY,
        "msg_2",
        NOW,
        "{\"type\":\"order.paid\",\"data\":{\"sum\":\"12 €\"}}",
        "v1,HjblWfouyvVtm5jzp2ZrJYunhxpDAnTUSEGUzLYdxxc=");
  }

  /** Signed by Node's own Ed25519. */
  static Deliveries asymmetric() {
    return standard(
        PUBLIC_KEY,
        "msg_3",
        NOW,
        "{\"n\":3}",
        "v1a,11ecTlDq32a/uRA5fXcygBVam6fr0p6pmoWc/PgCNexk6C5CDz9UPAiGVrW2MOmWGUC4JpPZ3Jya7ZOmdlSHAQ==");
  }

  static Deliveries standard(String secret, String id, long at, String body, String signature) {
    return new Deliveries(
        "standard " + id,
        new StandardWebhooks(),
        secret,
        Map.of(
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(at),
            "webhook-signature",
            signature),
        body,
        at);
  }

  /** GitHub's documented example, also signed by npm @octokit/webhooks-methods. */
  static Deliveries github() {
    return new Deliveries(
        "github",
        new GitHub(),
        "It's a Secret to Everybody",
        Map.of(
            "X-Hub-Signature-256",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "X-GitHub-Delivery",
            "72d3162e-cc78-11e3-81ab-4c9367dc0958"),
        "Hello, World!",
        NOW);
  }

  /** Signed by npm stripe. */
  static Deliveries stripe() {
    return new Deliveries(
        "stripe",
        new Stripe(),
        "whsec_test_secret",
        Map.of(
            "Stripe-Signature",
            "t=" + NOW + ",v1=8baf995ac521651138b80dd6ef95dc31c02a8036d525e9c5b9b70d175f9e5b88"),
        "{\"id\":\"evt_1\",\"object\":\"event\",\"pending_webhooks\":1}",
        NOW);
  }

  /** Slack's documented example; computed anew with Node's HMAC. */
  static Deliveries slack() {
    return new Deliveries(
        "slack",
        new Slack(),
        "8f742231b10e8888abcd99yyyzzz85a5",
        Map.of(
            "X-Slack-Signature",
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
            "X-Slack-Request-Timestamp",
            "1531420618"),
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
        1_531_420_618);
  }

  /** GitHub's example in a field of one's own choice. */
  static Deliveries plain() {
    return new Deliveries(
        "hmac",
        new PlainHmac("X-Acme-Signature"),
        "It's a Secret to Everybody",
        Map.of(
            "X-Acme-Signature", "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
        "Hello, World!",
        NOW);
  }

  /** One of each kind. */
  static List<Deliveries> all() {
    return List.of(specification(), standard(), asymmetric(), github(), stripe(), slack(), plain());
  }

  /** The same with another value of a field. */
  Deliveries with(String field, String value) {
    Map<String, String> other = new TreeMap<>(fields);
    other.put(field, value);
    return new Deliveries(scheme, way, secret, other, body, at);
  }

  Deliveries without(String field) {
    Map<String, String> other = new TreeMap<>(fields);
    other.remove(field);
    return new Deliveries(scheme, way, secret, other, body, at);
  }

  Deliveries withSecret(String other) {
    return new Deliveries(scheme, way, other, fields, body, at);
  }

  Deliveries withBody(String other) {
    return new Deliveries(scheme, way, secret, fields, other, at);
  }

  /** Verifies it at the moment it was signed at. */
  Verified verify() throws UnverifiedException {
    return verify(Duration.ZERO);
  }

  /** Verifies it so long after it was signed. */
  Verified verify(Duration later) throws UnverifiedException {
    return verify(
        body.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8), later);
  }

  /** Verifies it with another body and secret. */
  Verified verify(byte[] otherBody, byte[] otherSecret, Duration later) throws UnverifiedException {
    List<HeaderField> list = new ArrayList<>();
    fields.forEach((name, value) -> list.add(new HeaderField(name, value)));
    return way.verify(
        new Delivery(list, Payload.wrap(otherBody)),
        SigningSecret.of(otherSecret),
        new Freshness(Instant.ofEpochSecond(at).plus(later), TOLERANCE));
  }
}
