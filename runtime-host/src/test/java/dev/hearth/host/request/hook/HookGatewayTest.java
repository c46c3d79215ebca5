package dev.hearth.host.request.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.Rate;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.queue.durable.Acceptance;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.queue.durable.TaskQuery;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.registry.trigger.TriggerSpec.Verify;
import dev.hearth.host.registry.trigger.TriggerSpec.Webhook;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookGatewayTest {

  private static final String STANDARD = "whsec_aGVhcnRoLXRlc3Qtc2VjcmV0LWhlYXJ0aC10ZXN0ISE=";
  private static final String SECRET = "It's a Secret to Everybody";
  private static final String BODY = "{\"type\":\"event\",\"id\":\"evt_1\",\"n\":1}";
  private static final long NOW = ManualTime.START.getEpochSecond();

  @TempDir Path directory;
  private HookedHost host;

  @BeforeEach
  void start() {
    host = new HookedHost(directory);
    host.secrets.put("WH", bytes(STANDARD));
    host.secrets.put("S", bytes(SECRET));
    Duration tolerance = Duration.ofMinutes(5);
    host.deploy(
        "shop",
        Rate.UNLIMITED,
        new Webhook("standard", Verify.STANDARD, "WH", tolerance, ""),
        new Webhook("github", Verify.GITHUB, "S", Duration.ZERO, ""),
        new Webhook("stripe", Verify.STRIPE, "S", tolerance, ""),
        new Webhook("slack", Verify.SLACK, "S", tolerance, ""),
        new Webhook("acme", Verify.HMAC, "S", Duration.ZERO, "X-Acme"),
        new Webhook("unset", Verify.GITHUB, "NOT_SET", Duration.ZERO, ""),
        new Webhook("unfit", Verify.STANDARD, "S", tolerance, ""));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private HttpResponse<String> send(String hook, String body, Map<String, String> fields) {
    return host.send("/hooks/shop/" + hook, bytes(body), fields);
  }

  private List<TaskRecord> tasks() {
    return host.tasks.list(new TaskQuery("", Set.of(), "", 100));
  }

  private static String id(HttpResponse<String> accepted) {
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String id = accepted.headers().firstValue("x-invocation-id").orElseThrow();
    assertThat(accepted.headers().firstValue("location")).contains("/invocations/" + id);
    return id;
  }

  private static void problem(HttpResponse<String> answer, int status, String... says) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body()).contains(says).doesNotContain(SECRET, STANDARD);
  }

  @Test
  void aRightDeliveryBecomesATaskWithTheRequestAsItCame() {
    Map<String, String> fields = new TreeMap<>(Signing.github(SECRET, "d-1", BODY));
    fields.put("Content-Type", "application/json");
    fields.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    fields.put("Authorization", "Bearer hk_0011.abc");
    String id = id(host.send("/hooks/shop/github?a=b", bytes(BODY), fields));

    assertThat(tasks()).hasSize(1);
    NewTask task = tasks().getFirst().task();
    assertThat(task.id().value()).isEqualTo(id);
    assertThat(task.target()).hasToString("shop");
    assertThat(task.origin()).isEqualTo(new Origin(Origin.Kind.WEBHOOK, "shop/github"));
    assertThat(task.trace()).extracting(HeaderField::name).containsExactly("traceparent");
    assertThat(task.terms())
        .isEqualTo(
            new NewTask.Terms(
                ManualTime.START,
                ManualTime.START,
                ManualTime.START.plus(Duration.ofHours(6)),
                false,
                ""));
    Input.Http input = (Input.Http) task.input();
    assertThat(List.of(input.method(), input.path(), input.query(), input.body().text()))
        .containsExactly("POST", "/hooks/shop/github", "a=b", BODY);
    assertThat(input.headers().stream().map(f -> f.name().toLowerCase(Locale.ROOT)))
        .contains("x-github-event", "x-github-delivery", "content-type")
        .doesNotContain("x-hub-signature-256", "x-hub-signature", "authorization");
  }

  @Test
  void isNotAcknowledgedBeforeItIsDurable() {
    CompletableFuture<Acceptance> commit = host.hold();
    CompletableFuture<HttpResponse<String>> answer =
        host.later("/hooks/shop/github", bytes(BODY), Signing.github(SECRET, "d-1", BODY));
    dev.hearth.host.Eventually.holds("it has arrived", () -> host.tasks.size() == 1);
    assertThat(answer).isNotDone();
    commit.complete(new Acceptance.Repeated(List.of()));
    id(answer.join());
  }

  @Test
  void everyWayOfSigningIsTaken() {
    id(send("standard", BODY, Signing.standard(STANDARD, "msg_1", NOW, BODY)));
    id(send("github", BODY, Signing.github(SECRET, "d-1", BODY)));
    id(send("stripe", BODY, Signing.stripe(SECRET, NOW, BODY)));
    id(send("slack", BODY, Signing.slack(SECRET, NOW, BODY)));
    id(send("acme", BODY, Map.of("X-Acme", "sha256=" + Signing.hex(SECRET, BODY))));
    assertThat(tasks()).hasSize(5);
  }

  @Test
  void whatIsNotSignedRightIsRefusedAndSaysWhereItWasExpected() {
    problem(send("github", BODY, Map.of()), 401, "X-Hub-Signature-256", "is missing");
    HttpResponse<String> wrong = send("github", BODY + " ", Signing.github(SECRET, "d-1", BODY));
    problem(wrong, 401, "X-Hub-Signature-256", "unauthenticated", "webhook github of shop");
    assertThat(wrong.headers().firstValue("www-authenticate"))
        .contains("Webhook-Signature field=\"X-Hub-Signature-256\"");
    assertThat(wrong.body()).doesNotContain(Signing.hex(SECRET, BODY + " "));
    problem(send("acme", BODY, Map.of("X-Acme", Signing.hex("another", BODY))), 401, "X-Acme");
    problem(
        send("standard", BODY, Signing.standard(STANDARD, "m", NOW - 301, BODY)),
        401,
        "behind the clock",
        "the tolerance is 300 s");
    problem(
        send("slack", BODY, Signing.slack(SECRET, NOW + 301, BODY)),
        401,
        "ahead of the clock",
        "the tolerance is 300 s");
    assertThat(tasks()).isEmpty();
  }

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
    host.time.advance(Duration.ofSeconds(300));
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

  @Test
  void slackGetsItsChallengeBackOnlyWhenItHasSigned() {
    String challenge =
        "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aBm\",\"token\":\"x\"}";
    HttpResponse<String> answer = send("slack", challenge, Signing.slack(SECRET, NOW, challenge));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("3eZbrw1aBm");
    assertThat(answer.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    problem(send("slack", challenge, Signing.slack("guessed", NOW, challenge)), 401, "X-Slack");
    assertThat(tasks()).isEmpty();

    String event = "{\"type\":\"event_callback\",\"event_id\":\"Ev1\"}";
    HttpResponse<String> first = send("slack", event, Signing.slack(SECRET, NOW, event));
    assertThat(first.body()).as("a person could see it").isEmpty();
    assertThat(id(send("slack", event, Signing.slack(SECRET, NOW + 60, event))))
        .isEqualTo(id(first));
  }

  @Test
  void saysWhatIsNotThere() {
    problem(host.send("/hooks/nobody/github", bytes(""), Map.of()), 404, "unknown-function");
    problem(send("gitlab", "", Map.of()), 404, "unknown-webhook", "gitlab");
    problem(host.send("/hooks/shop", bytes(""), Map.of()), 404, "unknown-route");
    HttpResponse<String> read = host.get("/hooks/shop/github");
    problem(read, 405, "method-not-allowed");
    assertThat(read.headers().firstValue("allow")).contains("POST");
  }

  @Test
  void aSecretThatIsNotSetOrUnfitIsTheOwnersToMend() {
    HttpResponse<String> unset = send("unset", BODY, Signing.github(SECRET, "d", BODY));
    problem(unset, 503, "secret-unusable", "PUT /v1/secrets/NOT_SET");
    assertThat(unset.headers().firstValue("retry-after")).isPresent();
    problem(
        send("unfit", BODY, Signing.standard(STANDARD, "m", NOW, BODY)),
        503,
        "secret-unusable",
        "PUT /v1/secrets/S");

    host.secrets.put("NOT_SET", bytes(SECRET));
    id(send("unset", BODY, Signing.github(SECRET, "d", BODY)));
  }

  @Test
  void aSecretThatIsChangedHoldsAtOnce() {
    host.secrets.put("S", bytes("rotated"));
    problem(send("github", BODY, Signing.github(SECRET, "d", BODY)), 401, "X-Hub-Signature-256");
    id(send("github", BODY, Signing.github("rotated", "d", BODY)));
  }

  @Test
  void aStoreThatFailsIsNotAcknowledgedAndLosesNothing() {
    host.tasks.fail("the disk is full at /secret/place");
    HttpResponse<String> refused = send("github", BODY, Signing.github(SECRET, "d", BODY));
    problem(refused, 503, "store-unavailable", "was not taken in");
    assertThat(refused.headers().firstValue("retry-after")).contains("5");
    assertThat(refused.body()).doesNotContain("/secret/place");
    host.tasks.mend();
    id(send("github", BODY, Signing.github(SECRET, "d", BODY)));
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void ratesAndSwitchesHoldOnlyAgainstWhoeverSigns() {
    host.deploy(
        "rated", Rate.parse("1/h"), new Webhook("g", Verify.GITHUB, "S", Duration.ZERO, ""));
    for (int i = 0; i < 3; i++) {
      problem(host.send("/hooks/rated/g", bytes(BODY), Map.of()), 401, "X-Hub-Signature-256");
    }
    id(host.send("/hooks/rated/g", bytes(BODY), Signing.github(SECRET, "d1", BODY)));
    problem(
        host.send("/hooks/rated/g", bytes(BODY), Signing.github(SECRET, "d2", BODY)),
        429,
        "throttled",
        "rate: 1/h");
    host.disable("rated");
    problem(
        host.send("/hooks/rated/g", bytes(BODY), Signing.github(SECRET, "d3", BODY)),
        503,
        "function-disabled");
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void largeBodiesAreVerifiedAsideAndTooLargeOnesRefused() {
    String large = "x".repeat(HookedHost.MOST_BODY);
    id(send("github", large, Signing.github(SECRET, "d", large)));
    assertThat(tasks().getFirst().task().input().body().size()).isEqualTo(HookedHost.MOST_BODY);
    problem(
        send("github", large, Signing.github("guessed", "d", large)), 401, "X-Hub-Signature-256");
    problem(
        send("github", large + "x", Signing.github(SECRET, "e", large + "x")),
        413,
        "payload-too-large",
        "request.max-body");
  }

  @Test
  void callsThatLeadToADeliveryCount() {
    Map<String, String> fields = new TreeMap<>(Signing.github(SECRET, "d", BODY));
    fields.put("X-Hearth-Hops", "3");
    id(send("github", BODY, fields));
    assertThat(tasks().getFirst().task().hops()).isEqualTo(3);
    fields.put("X-Hearth-Hops", "17");
    problem(send("github", BODY, fields), 508, "hop-limit");
    fields.put("X-Hearth-Hops", "many");
    problem(send("github", BODY, fields), 400, "X-Hearth-Hops");
  }
}
