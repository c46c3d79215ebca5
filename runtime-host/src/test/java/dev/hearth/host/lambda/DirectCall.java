package dev.hearth.host.lambda;

import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.invocation.Trigger;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.response.LambdaError;
import dev.hearth.host.sandbox.Assignment;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.Meter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One call of an instance, without the stages of the host before it. */
final class DirectCall implements Assignment {

  /** What is left to a call when it begins. */
  static final Duration TIME = Duration.ofSeconds(30);

  private final Invocation invocation;
  private final boolean pieces;
  private final InvocationLog log = new InvocationLog(InstantSource.system());
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

  private DirectCall(Instance instance, Input input, boolean pieces) {
    this.pieces = pieces;
    this.invocation =
        new Invocation(
            new InvocationId("0193-call"),
            instance.version(),
            input,
            Trigger.OTHER,
            1,
            Instant.EPOCH,
            new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true, ""),
            Lineage.ROOT,
            instance.version().spec().lane(),
            Duration.ZERO);
  }

  /** Begins a call with a payload of the Invoke API. */
  static DirectCall of(Instance instance, String payload) {
    return of(instance, new Input.Direct(Payload.utf8(payload), ""));
  }

  /** Begins a call. */
  static DirectCall of(Instance instance, Input input) {
    DirectCall call = new DirectCall(instance, input, false);
    instance.run(call);
    return call;
  }

  /** Begins a call whose caller takes the answer in pieces. */
  static DirectCall inPieces(Instance instance, Input input) {
    DirectCall call = new DirectCall(instance, input, true);
    instance.run(call);
    return call;
  }

  @Override
  public Invocation invocation() {
    return invocation;
  }

  @Override
  public InvocationLog log() {
    return log;
  }

  @Override
  public Instant begin(Meter meter) {
    return Instant.now().plus(TIME);
  }

  @Override
  public AnswerStream answers() {
    return pieces ? new Pieces() : AnswerStream.WHOLE_ONLY;
  }

  private final class Pieces implements AnswerStream {
    @Override
    public boolean takesPieces() {
      return true;
    }

    @Override
    public void begin(Outcome.Answered head) {
      sent.add(head.status() + " " + head.headers());
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      sent.add(new String(bytes, from, length, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void answered(Outcome answer, Usage used) {
    outcome.complete(answer);
  }

  @Override
  public void exceeded(Excess excess, String where) {
    outcome.complete(new Outcome.Failed(excess.reason(), excess.detail()));
  }

  @Override
  public void finished() {
    // What ended says so itself.
  }

  /** How it ended; waits for it. */
  Outcome outcome() {
    return outcome.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** The bytes of the answer, or what the Invoke API says of the failure. */
  String text() {
    return switch (outcome()) {
      case Outcome.Answered answered -> answered.body().text();
      case Outcome.Failed failed -> LambdaError.of(failed).json().text();
    };
  }

  /** The answer that it ended with. */
  Outcome.Answered answer() {
    if (outcome() instanceof Outcome.Answered answered) {
      return answered;
    }
    throw new AssertionError(outcome().toString());
  }

  /** Status, fields and pieces as they went out. */
  List<String> sent() {
    var _ = outcome();
    return List.copyOf(sent);
  }

  /** The texts that were logged. */
  List<String> logged() {
    var _ = outcome();
    return log.lines().stream().map(LogLine::text).toList();
  }

  /** The lines that were logged. */
  List<LogLine> lines() {
    var _ = outcome();
    return log.lines();
  }
}
