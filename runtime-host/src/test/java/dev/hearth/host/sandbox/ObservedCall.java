package dev.hearth.host.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import dev.hearth.host.registry.FunctionVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A call that notes what its instance tells it, and on which thread. Any thread may use it. */
final class ObservedCall implements Assignment {

  /** When every such call has to end: far away. */
  static final Instant DEADLINE = Instant.parse("2999-01-01T00:00:00Z");

  private static final long PATIENCE_SECONDS = 40;

  private final Invocation invocation;
  private final InvocationLog log = new InvocationLog(InstantSource.system());
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final CompletableFuture<List<String>> finished = new CompletableFuture<>();
  private final CompletableFuture<Usage> usage = new CompletableFuture<>();
  private final Queue<String> pieces = new ConcurrentLinkedQueue<>();
  private volatile boolean cancelled;
  private volatile boolean takesPieces;
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

  ObservedCall(FunctionVersion version, String query, String body) {
    invocation =
        new Invocation(
            new InvocationId("call-" + query),
            version,
            new Input.Http("POST", "/", query, List.of(), Payload.utf8(body)),
            Trigger.HTTP,
            1,
            Instant.EPOCH,
            new TraceParent("1".repeat(32), "2".repeat(16), false, ""),
            Lineage.ROOT,
            version.spec().lane(),
            Duration.ZERO);
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
    note("begin");
    return DEADLINE;
  }

  /** A call that nobody wants any more when it begins. */
  static ObservedCall cancelled(FunctionVersion version) {
    ObservedCall call = new ObservedCall(version, "", "");
    call.cancelled = true;
    return call;
  }

  /** A call whose caller takes the answer piece by piece. */
  static ObservedCall takingPieces(FunctionVersion version, String body) {
    ObservedCall call = new ObservedCall(version, "", body);
    call.takesPieces = true;
    return call;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public AnswerStream answers() {
    return takesPieces ? new Pieces() : AnswerStream.WHOLE_ONLY;
  }

  private final class Pieces implements AnswerStream {
    @Override
    public boolean takesPieces() {
      return true;
    }

    @Override
    public void begin(Outcome.Answered head) {
      pieces.add(Integer.toString(head.status()));
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      pieces.add(new String(bytes, from, length, UTF_8));
    }
  }

  /** The status and the pieces of a streamed answer. */
  List<String> pieces() {
    return List.copyOf(pieces);
  }

  /** Whether there is an outcome by now. */
  boolean hasEnded() {
    return outcome.isDone();
  }

  @Override
  public void answered(Outcome answer, Usage used) {
    note("answered");
    usage.complete(used);
    outcome.complete(answer);
    completeWhenAll();
  }

  @Override
  public void exceeded(Excess excess, String where) {
    throw new IllegalStateException(excess.detail());
  }

  @Override
  public void finished() {
    note("finished");
    completeWhenAll();
  }

  private void note(String event) {
    threads.add(Thread.currentThread());
    heard.add(event);
  }

  private void completeWhenAll() {
    if (heard.size() >= 3) {
      finished.complete(List.copyOf(heard));
    }
  }

  /** How it ended; waits for it. */
  Outcome outcome() {
    return waitFor(outcome);
  }

  /** What it used; waits for it. */
  Usage usage() {
    return waitFor(usage);
  }

  /** All that it was told, in order; waits for the end. */
  List<String> heard() {
    return waitFor(finished);
  }

  /** Whether the outcome is there. */
  boolean isAnswered() {
    return outcome.isDone();
  }

  /** The threads that told it, each once. */
  List<Thread> threads() {
    return threads.stream().distinct().toList();
  }

  /** The texts that were logged. */
  List<String> logged() {
    return log.lines().stream().map(LogLine::text).toList();
  }

  /** The text of an answer, or the detail of a failure. */
  String text() {
    return switch (outcome()) {
      case Outcome.Answered answered -> answered.body().text();
      case Outcome.Failed failed -> failed.detail();
    };
  }

  static <T> T waitFor(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
