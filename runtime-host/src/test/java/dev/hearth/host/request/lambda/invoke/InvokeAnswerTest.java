package dev.hearth.host.request.lambda.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.request.lambda.LambdaAnswer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InvokeAnswerTest {

  private static final InvokeAnswer ANSWERS = new InvokeAnswer("7", false);
  private final InvocationLog log = new InvocationLog(new ManualTime().source().wall());

  private InvocationRecord record(Outcome outcome) {
    return new InvocationRecord(
        Calls.invocation(Versions.of("hello").version(), "id-1"),
        outcome,
        new Timings(0, Optional.of(new ColdStart(1_000_000, 2_500_000)), 9_990_000, 20_000_000),
        new Usage(0, 0, 5 << 20),
        log);
  }

  private static String field(LambdaAnswer answer, String name) {
    return answer.headers().stream()
        .filter(field -> field.name().equals(name))
        .map(HeaderField::value)
        .findFirst()
        .orElse("");
  }

  private static JsonNode json(LambdaAnswer answer) {
    return new JsonMapper().readTree(answer.body().array());
  }

  @Test
  void whatWasThrownIsAnErrorOfTheFunctionWithStatus200() {
    LambdaAnswer answer =
        ANSWERS.whole(
            record(
                new Outcome.Failed(
                    Reason.FUNCTION_ERROR,
                    "it threw",
                    Duration.ZERO,
                    new ThrownError(
                        "com.acme.Bad", "no", "com.acme.Bad: no\n\tat a.B.c(B.java:1)\n"))));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(field(answer, "x-amz-function-error")).isEqualTo("Unhandled");
    assertThat(field(answer, "x-amz-executed-version")).isEqualTo("7");
    assertThat(answer.body().text())
        .isEqualTo(
            "{\"errorMessage\":\"no\",\"errorType\":\"com.acme.Bad\","
                + "\"stackTrace\":[\"a.B.c(B.java:1)\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "RUN_TIMEOUT, Sandbox.Timedout, RequestId: id-1 Error: Task timed out after 30.00 seconds",
    "MEMORY_EXCEEDED, Runtime.OutOfMemory, RequestId: id-1 Error: why",
    "FUNCTION_CRASHED, Runtime.ExitError, RequestId: id-1 Error: why",
    "CPU_EXCEEDED, Sandbox.Failure, RequestId: id-1 Error: why",
    "INVALID_REQUEST, Function.InvalidRequest, RequestId: id-1 Error: why",
  })
  void limitsAreErrorsOfTheFunctionUnderTheirNamesAtAws(
      Reason reason, String type, String message) {
    LambdaAnswer answer = ANSWERS.whole(record(new Outcome.Failed(reason, "why")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(field(answer, "x-amz-function-error")).isEqualTo("Unhandled");
    assertThat(json(answer).path("errorType").asString()).isEqualTo(type);
    assertThat(json(answer).path("errorMessage").asString()).isEqualTo(message);
    assertThat(json(answer).has("stackTrace")).isFalse();
  }

  @Test
  void whereACallWasThatPassedALimitIsNotWhatItThrew() {
    LambdaAnswer answer =
        ANSWERS.whole(
            record(
                new Outcome.Failed(
                    Reason.RUN_TIMEOUT,
                    "why",
                    Duration.ZERO,
                    new ThrownError("run-timeout", "", "\tat a.B.c(B.java:1)\n"))));
    assertThat(json(answer).path("errorType").asString()).isEqualTo("Sandbox.Timedout");
    assertThat(json(answer).path("errorMessage").asString())
        .isEqualTo("RequestId: id-1 Error: Task timed out after 30.00 seconds");
    assertThat(json(answer).has("stackTrace")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLED, 429, TooManyRequestsException, ReservedFunctionConcurrentInvocationLimitExceeded",
    "OVERLOADED, 429, TooManyRequestsException, ConcurrentInvocationLimitExceeded",
    "QUEUE_TIMEOUT, 429, TooManyRequestsException, ConcurrentInvocationLimitExceeded",
    "DRAINING, 500, ServiceException, ''",
    "HOST_ERROR, 500, ServiceException, ''",
    "STORE_UNAVAILABLE, 500, ServiceException, ''",
    "FUNCTION_DISABLED, 409, ResourceConflictException, ''",
    "HOP_LIMIT, 400, RecursiveInvocationException, ''",
  })
  void whatHasNotRunIsATypedError(Reason reason, int status, String type, String throttle) {
    LambdaAnswer answer =
        ANSWERS.whole(
            record(new Outcome.Failed(reason, "why", Duration.ofMillis(1500), ThrownError.NONE)));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(field(answer, "x-amzn-errortype")).isEqualTo(type);
    assertThat(json(answer).path("Reason").asString("")).isEqualTo(throttle);
    assertThat(answer.body().text()).contains("why");
    assertThat(field(answer, "x-amz-function-error")).isEmpty();
    if (status == 429 || status == 500) {
      assertThat(field(answer, "retry-after")).isEqualTo("2");
    }
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasAnAnswer(Reason reason) {
    LambdaAnswer answer = ANSWERS.whole(record(new Outcome.Failed(reason, "why")));
    assertThat(field(answer, "x-amzn-errortype") + field(answer, "x-amz-function-error"))
        .isNotEmpty();
  }

  @Test
  void aPayloadOfMoreThanSixMebibytesIsAnError() {
    Outcome large =
        new Outcome.Answered(200, List.of(), Payload.wrap(new byte[InvokeResult.MAX_PAYLOAD + 1]));
    InvokeResult result = InvokeResult.of(recordOf(HandlerStyle.FUNCTION, large));
    assertThat(result)
        .isInstanceOfSatisfying(
            InvokeResult.Threw.class,
            threw ->
                assertThat(threw.error().errorType()).isEqualTo("Function.ResponseSizeTooLarge"));
  }

  private InvocationRecord recordOf(HandlerStyle style, Outcome outcome) {
    return new InvocationRecord(
        Calls.invocation(Versions.of("hello").style(style).version(), "id-1"),
        outcome,
        new Timings(0, Optional.empty(), 1_000_001, 2_000_000),
        Usage.NONE,
        log);
  }

  @Test
  void theLogEndsWithAReport() {
    log.add("INFO", "stdout", "working");
    String text = LogTail.text(record(Calls.ok()), "$LATEST");
    assertThat(text)
        .isEqualTo(
            """
            START RequestId: id-1 Version: $LATEST
            working
            END RequestId: id-1
            REPORT RequestId: id-1\tDuration: 9.99 ms\tBilled Duration: 10 ms\tMemory Size: 128 MB\
            \tMax Memory Used: 5 MB\tInit Duration: 3.50 ms\t
            """);
  }

  @Test
  void theTailIsTheLastFourKibibytesAndCutsNoCharacter() {
    log.add("INFO", "stdout", "ü".repeat(5000));
    String tail =
        new String(Base64.getDecoder().decode(LogTail.of(record(Calls.ok()), "1")), UTF_8);
    assertThat(tail.getBytes(UTF_8).length).isBetween(LogTail.BYTES - 1, LogTail.BYTES);
    assertThat(tail).startsWith("üü").doesNotContain("\uFFFD").endsWith(" ms\t\n");
  }

  @Test
  void anAnswerThatSaysItFailedIsAHandledError() {
    LambdaAnswer answer =
        ANSWERS.whole(
            recordOf(
                HandlerStyle.TYPED,
                new Outcome.Answered(
                    422,
                    List.of(new HeaderField("Content-Type", "text/plain")),
                    Payload.utf8("bad"))));
    assertThat(field(answer, "x-amz-function-error")).isEqualTo("Handled");
    assertThat(field(answer, "content-type")).isEqualTo("text/plain");
    assertThat(answer.body().text()).isEqualTo("bad");
  }

  @Test
  void nothingBecomesNull() {
    LambdaAnswer answer =
        ANSWERS.whole(
            recordOf(HandlerStyle.CONSUMER, new Outcome.Answered(204, List.of(), Payload.empty())));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().text()).isEqualTo("null");
  }

  @Test
  void aHandlerOfRequestsTellsStatusAndFieldsInItsPayload() {
    Outcome answered =
        new Outcome.Answered(
            404,
            List.of(
                new HeaderField("Content-Type", "application/problem+json"),
                new HeaderField("X-A", "1"),
                new HeaderField("x-a", "2"),
                new HeaderField("Set-Cookie", "a=1"),
                new HeaderField("Set-Cookie", "b=2")),
            Payload.utf8("{}"));
    LambdaAnswer answer = ANSWERS.whole(recordOf(HandlerStyle.HTTP, answered));
    assertThat(field(answer, "x-amz-function-error")).isEmpty();
    assertThat(json(answer))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"statusCode": 404,
                     "headers": {"content-type": "application/problem+json", "x-a": "1,2"},
                     "cookies": ["a=1", "b=2"], "body": "{}", "isBase64Encoded": false}
                    """));
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, false",
    "text/html; charset=utf-8, false",
    "application/json, false",
    "image/svg+xml, false",
    "application/octet-stream, true",
    "image/png, true",
  })
  void bodiesThatAreNoTextAreEncoded(String type, boolean encoded) {
    Outcome answered =
        new Outcome.Answered(
            200, List.of(new HeaderField("content-type", type)), Payload.utf8("ü"));
    JsonNode json = json(ANSWERS.whole(recordOf(HandlerStyle.HTTP, answered)));
    assertThat(json.path("isBase64Encoded").booleanValue()).isEqualTo(encoded);
    assertThat(json.path("body").asString()).isEqualTo(encoded ? "w7w=" : "ü");
  }

  @Test
  void theEndOfAStreamTellsOfAnErrorAndOfTheLog() {
    InvokeAnswer withTail = new InvokeAnswer("1", true);
    JsonNode failed =
        new JsonMapper()
            .readTree(
                withTail.completion(record(new Outcome.Failed(Reason.RUN_TIMEOUT, "w"))).array());
    assertThat(failed.path("ErrorCode").asString()).isEqualTo("Sandbox.Timedout");
    assertThat(new JsonMapper().readTree(failed.path("ErrorDetails").asString()).path("errorType"))
        .isEqualTo(failed.path("ErrorCode"));
    assertThat(new String(Base64.getDecoder().decode(failed.path("LogResult").asString()), UTF_8))
        .contains("id-1 Task timed out after 30.00 seconds");
    assertThat(ANSWERS.completion(recordOf(HandlerStyle.FUNCTION, Calls.ok())).text())
        .isEqualTo("{}");
    Outcome large =
        new Outcome.Answered(200, List.of(), Payload.wrap(new byte[InvokeResult.MAX_PAYLOAD + 1]));
    assertThat(ANSWERS.completion(recordOf(HandlerStyle.FUNCTION, large)).text())
        .as("a stream may be longer")
        .isEqualTo("{}");
    Outcome refused = new Outcome.Answered(422, List.of(), Payload.empty());
    assertThat(ANSWERS.completion(recordOf(HandlerStyle.TYPED, refused)).text())
        .contains("\"ErrorCode\":\"Handled\"");
  }
}
