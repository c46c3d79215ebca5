package dev.hearth.host.journey.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.RunningHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** The AWS SDK for Java as an administrator of functions. */
class JavaSdkTest {

  @TempDir static Path data;
  private static RunningHost host;
  private static LambdaClient lambda;

  @BeforeAll
  static void start() {
    host = RunningHost.start(data);
    String key = host.client().key();
    int dot = key.indexOf('.');
    lambda =
        LambdaClient.builder()
            .endpointOverride(host.client().gateway())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.substring(0, dot), key.substring(dot + 1))))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
            .build();
  }

  @AfterAll
  static void stop() {
    lambda.close();
    host.close();
  }

  private static CreateFunctionResponse create(String name) {
    return lambda.createFunction(f ->
        f.functionName(name)
            .runtime(Runtime.JAVA21)
            .role(LambdaUser.ROLE)
            .handler(Lambdas.HANDLER)
            .environment(e -> e.variables(Map.of("MARK", "!")))
            .tags(Map.of("team", "a"))
            .code(c -> c.zipFile(SdkBytes.fromByteArray(Lambdas.inLibrary("Hello").bytes()))));
  }

  private static InvokeResponse invoke(String function) {
    return lambda.invoke(
        i -> i.functionName(function).payload(SdkBytes.fromUtf8String("{\"name\": \"Ada\"}")));
  }

  @Test
  void theWholeLifeOfAFunction() {
    CreateFunctionResponse made = create("java");
    assertThat(made.lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
    GetFunctionResponse active =
        lambda
            .waiter()
            .waitUntilFunctionActiveV2(f -> f.functionName("java"))
            .matched()
            .response()
            .orElseThrow();
    assertThat(active.tags()).containsEntry("team", "a");
    assertThat(active.configuration().environment().variables()).containsEntry("MARK", "!");
    assertThat(active.configuration().codeSha256()).isEqualTo(made.codeSha256());
    assertThat(invoke("java").payload().asUtf8String()).contains("\"Hello, Ada!\"");

    lambda.deleteFunction(f -> f.functionName("java"));
    assertThatThrownBy(() -> invoke("java")).isInstanceOf(ResourceNotFoundException.class);
  }

  /** Publishes a first version, and a second one with other code and configuration. */
  private static PublishVersionResponse publishTwo(String name) {
    CreateFunctionResponse made = create(name);
    assertThat(lambda.publishVersion(p -> p.functionName(name)).version()).isEqualTo("1");
    String revision =
        lambda
            .updateFunctionCode(u ->
                u.functionName(name)
                    .revisionId(made.revisionId())
                    .zipFile(SdkBytes.fromByteArray(Lambdas.greeting("Goodbye").bytes())))
            .revisionId();
    assertThatThrownBy(() ->
            lambda.updateFunctionConfiguration(
                u -> u.functionName(name).timeout(9).revisionId(made.revisionId())))
        .isInstanceOf(PreconditionFailedException.class);
    lambda.updateFunctionConfiguration(
        u -> u.functionName(name).timeout(9).memorySize(512).revisionId(revision));
    PublishVersionResponse two =
        lambda.publishVersion(p -> p.functionName(name).description("second"));
    assertThat(two.timeout()).isEqualTo(9);
    assertThat(two.description()).isEqualTo("second");
    return two;
  }

  @Test
  void versionsAndAliases() {
    PublishVersionResponse two = publishTwo("versions");
    lambda.createAlias(a ->
        a.functionName("versions")
            .name("live")
            .functionVersion("1")
            .routingConfig(r -> r.additionalVersionWeights(Map.of(two.version(), 0.5))));
    Set<String> executed = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      executed.add(invoke("versions:live").executedVersion());
    }
    assertThat(executed).containsExactlyInAnyOrder("1", two.version());
    assertThat(
            lambda
                .listAliasesPaginator(l -> l.functionName("versions").maxItems(1))
                .aliases()
                .stream()
                .map(a -> a.name()))
        .containsExactly("live");
    assertThat(
            lambda
                .listVersionsByFunctionPaginator(l -> l.functionName("versions").maxItems(1))
                .versions()
                .stream()
                .map(v -> v.version()))
        .containsExactly("$LATEST", "1", two.version());
    assertThat(
            lambda
                .invoke(i -> i.functionName("versions").invocationType(InvocationType.EVENT))
                .statusCode())
        .isEqualTo(202);
    lambda.deleteAlias(a -> a.functionName("versions").name("live"));
  }

  @Test
  void errorsAreOfTheirTypes() {
    create("typed");
    assertThatThrownBy(() -> create("typed")).isInstanceOf(ResourceConflictException.class);
    assertThatThrownBy(
            () -> lambda.updateFunctionConfiguration(u -> u.functionName("typed").layers("arn:x")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Layers is not supported by this host");
    lambda.putFunctionConcurrency(c -> c.functionName("typed").reservedConcurrentExecutions(0));
    assertThatThrownBy(() -> invoke("typed"))
        .isInstanceOfSatisfying(
            TooManyRequestsException.class,
            throttled -> {
              assertThat(throttled.reason())
                  .isEqualTo(ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
              assertThat(throttled.retryAfterSeconds()).isNotBlank();
            });
    assertThat(
            lambda
                .getFunctionConcurrency(c -> c.functionName("typed"))
                .reservedConcurrentExecutions())
        .isZero();
    lambda.deleteFunctionConcurrency(c -> c.functionName("typed"));
    invoke("typed");
    assertThat(
            lambda
                .putFunctionEventInvokeConfig(c ->
                    c.functionName("typed").maximumRetryAttempts(1).maximumEventAgeInSeconds(60))
                .lastModified())
        .isAfter(java.time.Instant.now().minus(Duration.ofHours(1)));
    assertThat(
            lambda
                .listFunctionEventInvokeConfigs(c -> c.functionName("typed"))
                .functionEventInvokeConfigs())
        .hasSize(1);
    String arn = lambda.getFunctionConfiguration(f -> f.functionName("typed")).functionArn();
    lambda.tagResource(t -> t.resource(arn).tags(Map.of("cost", "b")));
    lambda.untagResource(t -> t.resource(arn).tagKeys("team"));
    assertThat(lambda.listTags(t -> t.resource(arn)).tags()).isEqualTo(Map.of("cost", "b"));
    assertThat(lambda.getAccountSettings().accountLimit().concurrentExecutions()).isPositive();
  }
}
