package dev.hearth.host.request.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Tasks;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.queue.durable.Failure;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Result;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.response.ResponseMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TaskJsonTest {

  private final Tasks tasks = new Tasks(ManualTime.START);

  private static TaskRecord record(
      NewTask task, TaskState state, List<Failure> failures, Optional<Result> result) {
    return new TaskRecord(
        task,
        state,
        failures.size(),
        failures,
        result,
        ManualTime.START,
        state.isFinal() ? Optional.of(ManualTime.START) : Optional.empty());
  }

  @Test
  void showsWhatTheFunctionAnswered() {
    Result result =
        new Result(
            201,
            List.of(new HeaderField("X-A", "1"), new HeaderField("x-a", "2")),
            Payload.utf8("grüß dich"));
    JsonNode json =
        TaskJson.record(
            record(tasks.call("f"), TaskState.SUCCEEDED, List.of(), Optional.of(result)), false);
    assertThat(json.path("function").asString()).isEqualTo("f");
    assertThat(json.path("state").asString()).isEqualTo("succeeded");
    assertThat(json.path("createdAt").asString()).isEqualTo(ManualTime.START.toString());
    assertThat(json.path("result").path("status").intValue()).isEqualTo(201);
    assertThat(json.path("result").path("headers").path("x-a").toString())
        .isEqualTo("[\"1\",\"2\"]");
    assertThat(json.path("result").path("body").asString()).isEqualTo("grüß dich");
    assertThat(json.has("error")).isFalse();
  }

  @Test
  void showsBytesThatAreNoTextInBase64() {
    Result result = new Result(200, List.of(), Payload.wrap(new byte[] {(byte) 0xff, 0}));
    JsonNode json =
        TaskJson.record(
            record(tasks.call("f"), TaskState.SUCCEEDED, List.of(), Optional.of(result)), false);
    assertThat(json.path("result").path("bodyBase64").asString()).isEqualTo("/wA=");
    assertThat(json.path("result").has("body")).isFalse();
  }

  @Test
  void stackTracesAreForOwnersOnly() {
    TaskRecord dead =
        record(
            tasks.call("f"),
            TaskState.DEAD_LETTERED,
            List.of(tasks.early(1), tasks.failure(2)),
            Optional.empty());
    JsonNode forCaller = TaskJson.record(dead, false);
    assertThat(forCaller.path("error").path("reason").asString()).isEqualTo("function-error");
    assertThat(forCaller.path("error").path("type").asString()).contains("IllegalState");
    assertThat(forCaller.path("failures")).hasSize(2);
    assertThat(forCaller.toString()).doesNotContain("at there", "on purpose");
    assertThat(TaskJson.record(dead, true).path("error").path("stack").asString())
        .contains("at there");
  }

  @Test
  void whatIsTriedAgainHasFailuresButNoError() {
    JsonNode json =
        TaskJson.record(
            record(tasks.call("f"), TaskState.QUEUED, List.of(tasks.failure(1)), Optional.empty()),
            false);
    assertThat(json.has("error")).isFalse();
    assertThat(json.path("failures").path(0).path("mayHaveRun").asBoolean()).isTrue();
  }

  @Test
  void aDeadLetterIsShownWithItsInput() {
    JsonNode call =
        TaskJson.recordWithInput(
            record(tasks.call("f"), TaskState.DEAD_LETTERED, List.of(), Optional.empty()));
    assertThat(call.path("input").path("method").asString()).isEqualTo("POST");
    assertThat(call.path("input").path("body").asString()).isEqualTo("body for f");
    JsonNode event =
        TaskJson.recordWithInput(
            record(
                tasks.of("f", tasks.happened("e-1")),
                TaskState.EXPIRED,
                List.of(),
                Optional.empty()));
    assertThat(event.path("origin").path("kind").asString()).isEqualTo("event");
    assertThat(event.path("input").path("event").path("id").asString()).isEqualTo("e-1");
    assertThat(event.path("input").path("event").path("partitionkey").asString()).isEqualTo("7");
    assertThat(event.path("input").path("data").asString()).isEqualTo("{\"total\": 5}");
  }

  @ParameterizedTest
  @CsvSource({
    "function-error, DEAD_LETTERED, 502",
    "run-timeout, DEAD_LETTERED, 504",
    "forbidden, DEAD_LETTERED, 502",
    "host-lost, DEAD_LETTERED, 500",
    "host-lost, EXPIRED, 504",
    "overloaded, EXPIRED, 503",
    "cancelled, CANCELLED, 410",
  })
  void aFailureWithoutAnAnswerIsAProblemThatNamesIt(String reason, TaskState state, int status) {
    Failure failure =
        new Failure(1, reason, "why it failed", ThrownError.NONE, true, ManualTime.START);
    TaskRecord ended = record(tasks.call("f"), state, List.of(failure), Optional.empty());
    ResponseMapper.Response answer = FinalAnswer.of(ended);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers())
        .contains(new HeaderField("x-invocation-id", ended.task().id().value()));
    assertThat(answer.body().text()).contains("\"status\":" + status, ended.task().id().value());
  }

  @Test
  void theAnswerOfAFunctionIsGivenWhateverItsStatus() {
    ResponseMapper.Response answer =
        FinalAnswer.of(
            record(
                tasks.call("f"),
                TaskState.DEAD_LETTERED,
                List.of(tasks.failure(1)),
                Optional.of(Tasks.result(404))));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().text()).isEqualTo("answer 404");
  }
}
