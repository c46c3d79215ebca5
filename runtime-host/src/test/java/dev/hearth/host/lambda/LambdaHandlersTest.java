package dev.hearth.host.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.sandbox.Instance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a Lambda handler may rely on, call by call. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LambdaHandlersTest {

  private LambdaSandbox sandbox;

  @BeforeAll
  void makeSandbox(@TempDir Path directory) throws Exception {
    sandbox = new LambdaSandbox(directory);
  }

  private String invoke(FunctionJar jar, String payload) throws Exception {
    return sandbox.invoke(jar, "", payload);
  }

  @Test
  void aHandlerOfPojosReadsAndWritesThemByAwssRules() throws Exception {
    FunctionJar jar =
        Handlers.whole(
            """
            public class Handler implements RequestHandler<Handler.In, Handler.Out> {
              public static class In {
                private String name; private int count; private List<String> tags;
                public String getName() { return name; }
                public void setName(String name) { this.name = name; }
                public void setCount(int count) { this.count = count; }
                public void setTags(List<String> tags) { this.tags = tags; }
              }
              public static class Out {
                public String getURL() { return "u"; }
                public String getNothing() { return null; }
                public double getNaN() { return Double.NaN; }
                public String seen;
                public String getSeen() { return seen; }
              }
              public Out handleRequest(In in, Context context) {
                Out out = new Out();
                out.seen = in.name + " " + in.count + " " + in.tags;
                return out;
              }
            }
            """);

    assertThat(invoke(jar, "{'name': 'Ada', count: 007, \"tags\": \"one\", \"more\": {}}"))
        .contains("\"seen\":\"Ada 7 [one]\"", "\"URL\":\"u\"", "\"naN\":\"NaN\"")
        .doesNotContain("nothing");
  }

  @Test
  void stringsAreJsonStrings() throws Exception {
    FunctionJar jar = Handlers.of("String", "String", "return in + \"!\";");

    assertThat(invoke(jar, "\"a\\\"b\"")).isEqualTo("\"a\\\"b!\"");
    assertThat(invoke(jar, "{\"a\":1}"))
        .startsWith(
            "{\"errorMessage\":\"An error occurred during JSON parsing\",\"errorType\":\"java.lang.RuntimeException\"");
  }

  @Test
  void theContextTellsEverything() throws Exception {
    FunctionJar jar =
        Handlers.of(
            "Map<String, Object>",
            "String",
            """
            ClientContext c = context.getClientContext();
            int left = context.getRemainingTimeInMillis();
            return String.join("|", context.getAwsRequestId(), context.getFunctionName(),
                context.getFunctionVersion(), context.getInvokedFunctionArn(),
                context.getLogGroupName(), context.getLogStreamName().replaceAll("[0-9a-f]{32}", "x"),
                "" + context.getMemoryLimitInMB(), "" + (left > 25_000 && left <= 30_000),
                context.getXrayTraceId(), "" + context.getIdentity(), "" + context.getTenantId(),
                c.getClient().getAppTitle() + c.getCustom() + c.getEnvironment(),
                "" + c.getClient().getInstallationId());
            """);
    Instance instance = sandbox.start(sandbox.prepared(jar, "budget: {memory: 512MiB}"));

    String said =
        DirectCall.of(
                instance,
                new Input.Direct(
                    Payload.utf8("{}"),
                    "{\"client\":{\"app_title\":\"shop\"},\"custom\":{\"k\":\"v\"},\"env\":{\"locale\":\"de\"}}"))
            .text();

    instance.close();
    assertThat(said.split("\\|", -1))
        .satisfies(parts -> assertThat(parts[5]).matches("\\d{4}/\\d\\d/\\d\\d/\\[3]x"))
        .contains(
            "\"0193-call",
            "price",
            "3",
            "arn:aws:lambda:us-east-1:000000000000:function:price:3",
            "/aws/lambda/price",
            "512",
            "true",
            "Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1",
            "null",
            "shop{k=v}{locale=de}",
            "null\"");
  }

  @Test
  void theEnvironmentIsThatOfLambda() throws Exception {
    FunctionJar jar =
        Handlers.of(
                "Object",
                "String",
                """
                try {
                  String root = System.getenv("LAMBDA_TASK_ROOT");
                  return String.join("|", System.getenv("_HANDLER"), System.getenv("AWS_REGION"),
                      System.getenv("AWS_LAMBDA_FUNCTION_NAME"),
                      System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
                      System.getenv("GREETING"), System.getenv("AWS_ACCESS_KEY_ID"),
                      java.nio.file.Files.readString(java.nio.file.Path.of(root, "data.txt")),
                      new String(Handler.class.getResourceAsStream("/data.txt").readAllBytes()),
                      "" + context.getLogStreamName().equals(System.getenv("AWS_LAMBDA_LOG_STREAM_NAME")));
                } catch (IOException e) { throw new UncheckedIOException(e); }
                """)
            .entry("data.txt", "beside");

    assertThat(
            sandbox.invoke(
                jar,
                "env: {GREETING: hello, AWS_REGION: eu-west-1, AWS_ACCESS_KEY_ID: AKIA}",
                "{}"))
        .isEqualTo("\"com.acme.Handler|eu-west-1|price|128|hello|AKIA|beside|beside|true\"");
    assertThat(sandbox.refusal(jar, "env: {LAMBDA_TASK_ROOT: /x, _OWN: y}"))
        .contains("env.LAMBDA_TASK_ROOT", "env._OWN", "is reserved");
  }

  @Test
  void bothLoggersWriteToTheLogOfTheCall() throws Exception {
    FunctionJar jar =
        Handlers.of(
            "Object",
            "String",
            """
            LambdaLogger a = context.getLogger();
            LambdaLogger b = LambdaRuntime.getLogger();
            a.log("plain\\nlines");
            a.log("warned", LogLevel.WARN);
            b.log("traced", LogLevel.TRACE);
            b.log("bytes".getBytes(StandardCharsets.UTF_8));
            Thread thread = new Thread(() -> b.log("elsewhere"));
            thread.start();
            try { thread.join(); } catch (InterruptedException e) { throw new RuntimeException(e); }
            return "";
            """);
    Instance instance = sandbox.start(sandbox.prepared(jar, "env: {AWS_LAMBDA_LOG_LEVEL: info}"));

    DirectCall call = DirectCall.of(instance, "{}");

    var _ = call.outcome();
    instance.close();
    assertThat(call.logged())
        .containsExactly("plain", "lines", "[WARN] warned", "bytes", "elsewhere");
    assertThat(call.lines()).extracting(LogLine::level).contains("INFO", "WARNING");
  }

  @Test
  void theLogMayBeJson() throws Exception {
    FunctionJar jar =
        Handlers.of(
            "Object",
            "String",
            "context.getLogger().log(\"say \\\"it\\\"\", LogLevel.ERROR); return \"\";");
    Instance instance = sandbox.start(sandbox.prepared(jar, "env: {AWS_LAMBDA_LOG_FORMAT: JSON}"));

    DirectCall call = DirectCall.of(instance, "{}");

    var _ = call.outcome();
    instance.close();
    assertThat(call.logged().getFirst())
        .matches("\\{\"timestamp\":\"\\d{4}-[^\"]*Z\",\"message\":\"say .*\"it.*\".*")
        .endsWith(",\"level\":\"ERROR\",\"AWSRequestId\":\"0193-call\"}");
  }

  @Test
  void noFunctionPutsAnotherLoggerInThePlaceOfTheSharedOne() throws Exception {
    FunctionJar jar =
        Handlers.of(
            "Object",
            "String",
            """
            try {
              var field = LambdaRuntime.class.getDeclaredField("logger");
              field.setAccessible(true);
              field.set(null, null);
              return "it could";
            } catch (ReflectiveOperationException e) { return "no"; }
            """);
    Instance instance = sandbox.start(sandbox.prepared(jar, ""));

    Outcome outcome = DirectCall.of(instance, "{}").outcome();

    instance.close();
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.slug()).isEqualTo(Reason.FORBIDDEN_MEMBER.slug());
  }

  @Test
  void aClassThatOnlyTheHostHasIsMissingAndTheErrorSaysSo() throws Exception {
    FunctionJar jar =
        Handlers.of(
            "Object",
            "String",
            """
            try { return Class.forName("io.vertx.core.Vertx").getName(); }
            catch (ClassNotFoundException e) { return e.getMessage(); }
            """);

    assertThat(invoke(jar, "{}"))
        .contains(
            "io.vertx.core.Vertx: the host has this class but does not share it", "lib/*.jar");
  }

  @Test
  void anOldJacksonOfTheFunctionsOwnIsTheOneItUses() throws Exception {
    FunctionJar jar =
        Handlers.whole(
            """
            public class Handler implements RequestHandler<Handler.In, Map<String, Object>> {
              public static class In {
                @com.fasterxml.jackson.annotation.JsonProperty("other") public int own;
                private int n;
                public int getN() { return n; }
                public void setN(int n) { this.n = n; }
              }
              public Map<String, Object> handleRequest(In in, Context context) {
                try {
                  var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
                  in.own = 5;
                  return Map.of("version", mapper.version().toString(), "n", in.n,
                      "json", mapper.writeValueAsString(in));
                } catch (IOException e) { throw new UncheckedIOException(e); }
              }
            }
            """);
    try (Stream<Path> libraries = Files.list(Path.of("target", "lambda-old-jackson"))) {
      libraries.sorted().forEach(jar::library);
    }

    assertThat(invoke(jar, "{\"n\":4}"))
        .contains("\"version\":\"2.9.10\"", "\"n\":4", "\\\"n\\\":4", "\\\"other\\\":5");
  }

  @Test
  void staticStateBelongsToOneCallAtATime() throws Exception {
    FunctionJar jar =
        Handlers.whole(
            """
            public class Handler implements RequestHandler<Integer, Integer> {
              static int running; static int most;
              public Integer handleRequest(Integer in, Context context) {
                most = Math.max(most, ++running);
                for (int i = 0; i < 1_000; i++) { Thread.yield(); }
                running--;
                return most;
              }
            }
            """);
    Instance instance = sandbox.start(sandbox.prepared(jar, ""));
    List<DirectCall> calls =
        IntStream.range(0, 20).mapToObj(i -> DirectCall.of(instance, Integer.toString(i))).toList();

    assertThat(calls).allSatisfy(call -> assertThat(call.text()).isEqualTo("1"));
    instance.close();
  }
}
