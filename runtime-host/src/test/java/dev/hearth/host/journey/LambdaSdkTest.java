package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import tools.jackson.databind.JsonNode;

/** AWS's own client for Java against the gateway. */
@ExtendWith(SharedHost.class)
class LambdaSdkTest {

  private static SdkBytes json(String text) {
    return SdkBytes.fromUtf8String(text);
  }

  @Test
  void invokesAndSeesErrorsLogsAndVersions(HostClient host) {
    host.deployed("ls-add", LambdaClients.adding());
    try (LambdaClient lambda = LambdaClients.with(host, host.newKey("invoke:ls-add"))) {
      InvokeResponse sum =
          lambda.invoke(call ->
              call.functionName("ls-add").payload(json("{\"a\":1,\"b\":2}")).logType(LogType.TAIL));
      assertThat(sum.statusCode()).isEqualTo(200);
      assertThat(sum.payload().asUtf8String()).contains("\"sum\":3");
      assertThat(sum.executedVersion()).isEqualTo("$LATEST");
      assertThat(sum.functionError()).isNull();
      assertThat(sum.responseMetadata().requestId()).isNotEmpty();
      assertThat(new String(Base64.getDecoder().decode(sum.logResult()), StandardCharsets.UTF_8))
          .contains("got {a=1, b=2}", "REPORT RequestId: " + sum.responseMetadata().requestId());

      InvokeResponse failed =
          lambda.invoke(call ->
              call.functionName("arn:aws:lambda:eu-west-1:000000000000:function:ls-add")
                  .qualifier("1")
                  .payload(json("{\"throw\":\"oh\"}")));
      assertThat(failed.functionError()).isEqualTo("Unhandled");
      assertThat(failed.payload().asUtf8String()).contains("\"errorMessage\":\"oh\"");
      assertThat(failed.executedVersion()).isEqualTo("1");

      assertThat(
              lambda
                  .invoke(
                      call -> call.functionName("ls-add").invocationType(InvocationType.DRY_RUN))
                  .statusCode())
          .isEqualTo(204);
    }
  }

  @Test
  void hasCallsDoneLaterWithTheContextOfTheClient(HostClient host) {
    host.deployed("ls-later", LambdaClients.adding());
    String context = "{\"custom\":{\"k\":\"v\"}}";
    String id;
    try (LambdaClient lambda = LambdaClients.with(host, host.newKey("invoke:*"))) {
      InvokeResponse accepted =
          lambda.invoke(call ->
              call.functionName("ls-later")
                  .invocationType(InvocationType.EVENT)
                  .clientContext(
                      Base64.getEncoder().encodeToString(context.getBytes(StandardCharsets.UTF_8)))
                  .payload(json("{\"a\":7}")));
      assertThat(accepted.statusCode()).isEqualTo(202);
      assertThat(accepted.payload().asByteArray()).isEmpty();
      id = accepted.responseMetadata().requestId();
    }
    JsonNode task =
        Eventually.get(
                () -> host.send(host.toGateway("/invocations/" + id).GET()),
                reply -> reply.json().path("state").asString().equals("succeeded"))
            .json();
    assertThat(task.path("result").path("body").asString()).contains("\"sum\":7");
  }

  @Test
  void getsTypedExceptions(HostClient host) {
    host.deployed("ls-off", LambdaClients.adding(), "concurrency: {max: 0}");
    try (LambdaClient lambda = LambdaClients.with(host, host.newKey("invoke:*"))) {
      assertThatThrownBy(() -> lambda.invoke(call -> call.functionName("ls-off")))
          .isInstanceOfSatisfying(
              TooManyRequestsException.class,
              e -> {
                assertThat(e.reason())
                    .isEqualTo(
                        ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
                assertThat(e.retryAfterSeconds()).isEqualTo("60");
                assertThat(e.awsErrorDetails().errorMessage()).startsWith("Rate Exceeded");
              });
      assertThatThrownBy(() -> lambda.invoke(call -> call.functionName("ls-nowhere")))
          .isInstanceOf(ResourceNotFoundException.class)
          .hasMessageContaining("Function not found");
      assertThatThrownBy(() ->
              lambda.invoke(call ->
                  call.functionName("ls-off")
                      .invocationType(InvocationType.EVENT)
                      .payload(json("\"" + "x".repeat(1 << 20) + "\""))))
          .isInstanceOf(RequestTooLargeException.class);
    }
  }

  @Test
  void isRefusedWithAnotherSecretOrNoKeyOrNoScope(HostClient host) {
    host.deployed("ls-secret", LambdaClients.adding());
    String key = host.newKey("read");
    assertCode(host, key + "x", "InvalidSignatureException");
    assertCode(host, "hk_0000000000000000.x", "UnrecognizedClientException");
    assertCode(host, "AKIDEXAMPLE.x", "UnrecognizedClientException");
    assertCode(host, key, "AccessDeniedException");
  }

  private static void assertCode(HostClient host, String key, String code) {
    try (LambdaClient lambda = LambdaClients.with(host, key)) {
      assertThatThrownBy(() -> lambda.invoke(call -> call.functionName("ls-secret")))
          .isInstanceOfSatisfying(
              LambdaException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              });
    }
  }

  /** What came of a streamed call. */
  private static final class Heard {
    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final List<InvokeWithResponseStreamCompleteEvent> ends = new CopyOnWriteArrayList<>();

    InvokeWithResponseStreamResponseHandler handler() {
      return InvokeWithResponseStreamResponseHandler.builder()
          .subscriber(
              InvokeWithResponseStreamResponseHandler.Visitor.builder()
                  .onPayloadChunk(chunk -> pieces.add(chunk.payload().asUtf8String()))
                  .onInvokeComplete(ends::add)
                  .build())
          .build();
    }
  }

  private static Heard stream(HostClient host, String function, String payload) {
    Heard heard = new Heard();
    try (LambdaAsyncClient lambda = LambdaClients.async(host.gateway(), host.key())) {
      lambda
          .invokeWithResponseStream(
              call -> call.functionName(function).payload(json(payload)).logType(LogType.TAIL),
              heard.handler())
          .join();
    }
    return heard;
  }

  @Test
  void takesAnswersWhileTheyComeAndAlsoWholeOnes(HostClient host) {
    host.deployed("ls-whole", LambdaClients.adding());
    Heard sum = stream(host, "ls-whole", "{\"a\":1,\"b\":2}");
    assertThat(String.join("", sum.pieces)).contains("\"sum\":3");
    assertThat(sum.ends).hasSize(1);
    assertThat(sum.ends.getFirst().errorCode()).isNull();
    assertThat(sum.ends.getFirst().logResult()).isNotEmpty();

    Heard failed = stream(host, "ls-whole", "{\"throw\":\"oh\"}");
    assertThat(failed.pieces).isEmpty();
    assertThat(failed.ends.getFirst().errorCode()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failed.ends.getFirst().errorDetails()).contains("\"errorMessage\":\"oh\"");
  }
}
