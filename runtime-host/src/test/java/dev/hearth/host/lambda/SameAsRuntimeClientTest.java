package dev.hearth.host.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.Instance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How handlers are found and called, each case in the sandbox and under AWS's own runtime client:
 * both give the same bytes, or refuse with the same sentence.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameAsRuntimeClientTest {

  /** The sandbox shows the version where AWS's client shows the class loader. */
  private static final Pattern LOADER = Pattern.compile("\"(price@3|app)?//");

  private static final Pattern MESSAGE =
      Pattern.compile("\"errorMessage\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  private LambdaSandbox sandbox;
  private Path task;
  private final FunctionJar jar = ResolutionCases.jar();

  @BeforeAll
  void prepare(@TempDir Path directory) throws Exception {
    assumeTrue(RuntimeClient.canRun(), "AWS's runtime client runs on Linux only");
    sandbox = new LambdaSandbox(Files.createDirectories(directory.resolve("sandbox")));
    task = RuntimeClient.unpacked(jar, Files.createDirectories(directory.resolve("task")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          com.acme.Shapes::nothing          | {}
          com.acme.Shapes::contextOnly      | {}
          com.acme.Shapes::value            | "v"
          com.acme.Shapes::valueAndContext  | "v"
          com.acme.Shapes::in               | {"a":1}
          com.acme.Shapes::out              | {"a":1}
          com.acme.Shapes::inAndContext     | {"a":1}
          com.acme.Shapes::outAndContext    | {"a":1}
          com.acme.Shapes::inOut            | {"a":1}
          com.acme.Shapes::inOutContext     | {"a":1}
          com.acme.Shapes::gone             | {}
          com.acme.Shapes::returnsVoid      | {}
          com.acme.Shapes::returnsBoxedVoid | {}
          com.acme.Shapes::ofPrimitives     | 41
          com.acme.Shapes::ofGenerics       | {"k":[{"n":1},{"n":2}]}
          com.acme.Shapes::ofArrays         | [{"n":1},{"n":2}]
          com.acme.Shapes::statically       | "s"
          com.acme.Shapes::longest          | "v"
          com.acme.Shapes::contextCounts    | "v"
          com.acme.Shapes::skipsImpossible  | "v"
          com.acme.Shapes::onlyImpossible   | "v"
          com.acme.Shapes::hidden           | "v"
          com.acme.Shapes::throwing         | "v"
          com.acme.Shapes::throwingChecked  | "v"
          com.acme.Shapes::badJson          | {"a":
          com.acme.Shapes::emptyText        | ""
          com.acme.Shapes::dates            | {"at":"2026-11-27T10:00:00Z","day":"2026-11-27","old":1700000000000}
          com.acme.Shapes::enums            | {"colour":"BLUE","other":"NO_SUCH"}
          com.acme.Shapes::record           | {"name":"Ada","age":3}
          com.acme.Shapes::inner            | "v"
          com.acme.Bridged::handle          | {"n":5}
          com.acme.Inherits::value          | "v"
          com.acme.Defaults::hello          | "v"
          com.acme.StaticOnly::of           | "v"
          com.acme.Shapes$Nested::value     | "v"
          com.acme.Shapes$Inner::value      | "v"
          com.acme.NoConstructor::value     | "v"
          com.acme.Concrete                 | {"n":5}
          com.acme.FromGenericParent        | {"n":5}
          com.acme.TwoLevels                | {"n":5}
          com.acme.OwnInterface             | {"n":5}
          com.acme.Bounded                  | {"n":5}
          com.acme.Unbounded                | {"n":5}
          com.acme.Raw                      | {"n":5}
          com.acme.OfMaps                   | {"n":5,"deep":{"er":[1,2.5,null,true]}}
          com.acme.ToVoid                   | {"n":5}
          com.acme.StreamsFirst             | {"n":5}
          com.acme.NoHandler                | {}
          com.acme.NoConstructorAtAll       | {}
          com.acme.NotThere                 | {}
          com.acme.NotThere::x              | {}
          com.acme.FailsToConstruct         | {}
          com.acme.FailsToInitialise        | {}
          com.acme.Unserialisable           | {}
          com.acme.ThrowsInGetter           | {}
          """)
  void givesTheSame(String handler, String event) throws Exception {
    RuntimeClient.Said theirs;
    try (RuntimeClient client = new RuntimeClient(task, handler)) {
      theirs = client.invoke(event);
    }
    assertSame(handler, event, theirs);
  }

  private void assertSame(String handler, String event, RuntimeClient.Said theirs)
      throws Exception {
    Instance instance;
    try {
      instance = sandbox.start(sandbox.prepared(jar, "handler: " + handler));
    } catch (ArtifactRefusedException | LambdaSandbox.NotStartedException refused) {
      String why =
          refused instanceof ArtifactRefusedException a
              ? a.problems().toString()
              : String.valueOf(refused.getMessage());
      assertThat(theirs.failed()).as("%s, but here: %s", theirs, why).isTrue();
      assertThat(why).contains(ResolutionCases.reasonOf(message(theirs.body()), handler));
      return;
    }
    try {
      assertThat(LOADER.matcher(DirectCall.of(instance, event).text()).replaceAll("\""))
          .isEqualTo(LOADER.matcher(theirs.body()).replaceAll("\""));
    } finally {
      instance.close();
    }
  }

  private static String message(String error) {
    var matcher = MESSAGE.matcher(error);
    return matcher.find() ? matcher.group(1) : error;
  }
}
