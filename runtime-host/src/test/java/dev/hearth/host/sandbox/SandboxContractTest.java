package dev.hearth.host.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.host.Eventually;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.registry.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every tier promises. A tier's own test gives the sandbox and the artifacts to try. */
abstract class SandboxContractTest {

  @TempDir Path directory;

  private final AtomicInteger files = new AtomicInteger();
  final OtherFunctions others = new OtherFunctions();
  private Sandbox sandbox;

  /** What a tier is tried with. */
  enum Sample {
    /** Answers its body, and logs {@code seen: } with it. */
    ECHO,
    /** Fails with {@code no: } and its body, which may be the end of a longer message. */
    FAILS,
    /** Cannot be started: {@code not today}. */
    FAILS_TO_START,
    /** Does not end before it is aborted. */
    NEVER_ENDS,
    /** Calls the function {@code other} with its body, and answers what that answers. */
    CALLS,
    /** Waits for long, and answers {@code stopped} when it is interrupted. */
    WAITS_FOR_AN_INTERRUPT,
    /** Answers its body twice: sends it, and leaves it to the end. */
    ECHOES_IN_PIECES,
    /** Cannot be deployed. */
    NO_ARTIFACT
  }

  /** The tier, with its files in {@code root}, whose functions' calls go to {@code calls}. */
  abstract Sandbox sandbox(Path root, FunctionCalls calls) throws IOException;

  /** The bytes to upload. */
  abstract byte[] artifact(Sample sample);

  /** What the sample that cannot be started says. */
  String startFault() {
    return "not today";
  }

  /** The body that makes the sample that fails do so for {@code why}. */
  String thrown(String why) {
    return why;
  }

  @BeforeEach
  void makeSandbox() throws IOException {
    sandbox = sandbox(Files.createDirectories(directory.resolve("sandbox")), others);
  }

  private Artifact stored(Sample sample) throws IOException {
    byte[] bytes = artifact(sample);
    Path file = directory.resolve("artifact-" + files.incrementAndGet());
    Files.write(file, bytes);
    return new Artifact(digest(bytes), file, bytes.length);
  }

  private static Digest digest(byte[] bytes) {
    String half = UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    return new Digest(half + half);
  }

  FunctionVersion prepared(Sample sample, int perInstance)
      throws IOException, ArtifactRefusedException {
    FunctionSpec spec = spec(perInstance);
    Artifact artifact = stored(sample);
    Preparation preparation = sandbox.prepare(artifact, spec);
    return new FunctionVersion(
        new RevisionId(new UUID(0, files.get())),
        new VersionId(new FunctionName("sample"), 1),
        artifact.digest(),
        artifact.bytes(),
        artifact.digest(),
        spec,
        preparation.entryPoint(),
        Instant.EPOCH,
        Map.of());
  }

  private FunctionSpec spec(int perInstance) {
    FunctionSpec usual = FunctionSpec.defaults();
    return new FunctionSpec(
        usual.handler(),
        sandbox.kind(),
        usual.timeouts(),
        usual.budget(),
        new FunctionSpec.Concurrency(perInstance, 100, 0),
        usual.lane(),
        usual.priority(),
        usual.idempotent(),
        usual.retry(),
        usual.auth(),
        usual.env(),
        usual.keepAlive(),
        usual.confinement(),
        usual.rate(),
        usual.exchange(),
        FunctionSpec.Background.NONE);
  }

  Instance started(FunctionVersion version) {
    ObservedStart start = new ObservedStart();
    Instance instance = sandbox.start(version, new InstanceId(files.incrementAndGet()), start);
    ColdStart cold = ObservedCall.waitFor(start.started());
    assertThat(cold.loadNanos()).isPositive();
    assertThat(cold.initNanos()).isNotNegative();
    return instance;
  }

  static ObservedCall run(Instance instance, String body) {
    ObservedCall call = new ObservedCall(instance.version(), "", body);
    instance.run(call);
    return call;
  }

  private static void assertGone(Remains remains) {
    Eventually.holds(
        "everything is gone",
        () -> {
          System.gc();
          return remains.gone();
        });
    assertThat(remains.liveThreads()).isZero();
  }

  @Test
  void goesFromAnArtifactToAnswersAndLeavesNothing() throws Exception {
    Remains remains = serveAndClose();
    assertGone(remains);
  }

  private Remains serveAndClose() throws Exception {
    Instance instance = started(prepared(Sample.ECHO, 1));
    for (String body : List.of("one", "two", "")) {
      ObservedCall call = run(instance, body);
      assertThat(call.text()).isEqualTo(body);
      assertThat(call.heard()).containsExactlyInAnyOrder("begin", "answered", "finished");
      assertThat(call.heard().getFirst()).isEqualTo("begin");
      assertThat(call.logged()).containsExactly("seen: " + body);
    }
    assertThat(instance.footprintBytes()).isPositive();
    instance.close();
    instance.close();
    return instance.remains();
  }

  @Test
  void preparesTheSameBytesToTheSame() throws Exception {
    Artifact artifact = stored(Sample.ECHO);
    Preparation first = sandbox.prepare(artifact, spec(1));
    Preparation again = sandbox.prepare(artifact, spec(1));
    assertThat(again.entryPoint()).isEqualTo(first.entryPoint());
    assertThat(again.found()).isEqualTo(first.found()).contains(first.entryPoint());
  }

  @Test
  void saysWhyAnArtifactIsRefused() throws Exception {
    Artifact artifact = stored(Sample.NO_ARTIFACT);
    assertThatExceptionOfType(ArtifactRefusedException.class)
        .isThrownBy(() -> sandbox.prepare(artifact, spec(1)))
        .satisfies(refused -> assertThat(refused.problems()).isNotEmpty());
  }

  @Test
  void saysWhyAnInstanceDoesNotStartAndClosesIt() throws Exception {
    Remains remains = failToStart();
    assertGone(remains);
  }

  private Remains failToStart() throws Exception {
    FunctionVersion version = prepared(Sample.FAILS_TO_START, 1);
    ObservedStart start = new ObservedStart();
    Instance instance = sandbox.start(version, new InstanceId(7), start);
    Outcome.Failed failure = ObservedCall.waitFor(start.failed());
    assertThat(failure.reason()).isEqualTo(Reason.INIT_FAILED);
    assertThat(failure.detail()).contains(startFault());
    assertThat(failure.error().message()).contains(startFault());
    return instance.remains();
  }

  @Test
  void turnsWhatWasThrownIntoText() throws Exception {
    Instance instance = started(prepared(Sample.FAILS, 1));
    ObservedCall call = run(instance, thrown("reason"));
    assertThat(call.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Reason.FUNCTION_ERROR);
              assertThat(failed.error().message()).endsWith("no: reason");
              assertThat(failed.error().stackTrace()).contains("no: reason");
            });
    assertThat(run(instance, thrown("again")).text()).contains("no: again");
    instance.close();
  }

  @Test
  void tellsACallOnTheOneThreadThatRunsIt() throws Exception {
    Instance instance = started(prepared(Sample.ECHO, 1));
    ObservedCall call = run(instance, "x");
    assertThat(call.heard()).hasSize(3);
    assertThat(call.threads()).hasSize(1).doesNotContain(Thread.currentThread());
    assertThat(call.usage().cpuNanos()).isNotNegative();
    instance.close();
  }

  @Test
  void endsACallThatIsAborted() throws Exception {
    Remains remains = abort();
    assertGone(remains);
  }

  private Remains abort() throws Exception {
    Instance instance = started(prepared(Sample.NEVER_ENDS, 1));
    ObservedCall call = run(instance, "");
    Eventually.holds("it runs", () -> !call.threads().isEmpty());
    instance.abort(call, _ -> {});
    assertThat(call.heard()).contains("finished");
    instance.close();
    return instance.remains();
  }

  @Test
  void endsACallUnderWayWhenItIsClosed() throws Exception {
    Instance instance = started(prepared(Sample.NEVER_ENDS, 1));
    ObservedCall call = run(instance, "");
    Eventually.holds("it runs", () -> !call.threads().isEmpty());
    instance.close();
    assertThat(call.heard()).contains("finished");
    Remains remains = instance.remains();
    Eventually.holds("no thread is left", () -> remains.liveThreads() == 0);
  }
}
