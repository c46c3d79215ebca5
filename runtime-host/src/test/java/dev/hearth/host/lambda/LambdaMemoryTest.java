package dev.hearth.host.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.Remains;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a Lambda handler stays in the serialisers that the host has for all of them. */
class LambdaMemoryTest {

  /** More with {@code -Dhearth.redeploys=500}. */
  private static final int TIMES = Integer.getInteger("hearth.redeploys", 40);

  @TempDir Path directory;

  private static FunctionJar jar() {
    FunctionJar jar =
        Handlers.whole(
            """
            public class Handler {
              public static class Pojo {
                private Map<String, List<Pojo>> more; private Object any;
                public Map<String, List<Pojo>> getMore() { return more; }
                public void setMore(Map<String, List<Pojo>> more) { this.more = more; }
                public Object getAny() { return any; }
                public void setAny(Object any) { this.any = any; }
              }
              public static Pojo pojo(Pojo in) { in.setAny(new Pojo()); return in; }
              public static Map<String, Object> map(Map<String, Object> in) { in.put("x", new Pojo()); return in; }
              public static com.amazonaws.services.lambda.runtime.events.SNSEvent event(com.amazonaws.services.lambda.runtime.events.SNSEvent in) { return in; }
              public static com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent http(com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent in) {
                return new com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent().withStatusCode(200);
              }
            }
            """);
    EventTypes.libraries().forEach(jar::library);
    return jar;
  }

  @Test
  void loadersOfHandlersAreCollected() throws Exception {
    LambdaSandbox sandbox = new LambdaSandbox(directory);
    FunctionJar jar = jar();
    List<Remains> remains = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      for (String method : List.of("pojo", "map", "event", "http")) {
        FunctionVersion version = sandbox.prepared(jar, "handler: com.acme.Handler::" + method);
        remains.add(called(sandbox, version));
      }
    }

    Eventually.holds(
        "all loaders are collected",
        () -> {
          System.gc();
          return remains.stream().allMatch(Remains::gone);
        });
  }

  private static Remains called(LambdaSandbox sandbox, FunctionVersion version) throws Exception {
    Instance instance = sandbox.start(version);
    String payload =
        "{\"more\":{\"k\":[{}]},\"Records\":[{\"Sns\":{\"Timestamp\":\"2026-11-27T10:00:00Z\"}}]}";
    assertThat(DirectCall.of(instance, payload).text()).startsWith("{").doesNotContain("errorType");
    Remains remains = instance.remains();
    instance.close();
    return remains;
  }
}
