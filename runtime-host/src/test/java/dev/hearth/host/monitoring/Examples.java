package dev.hearth.host.monitoring;

import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.invocation.Trigger;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.registry.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Invocations to watch: version 3 of {@code hello}, called at a fixed moment. */
final class Examples {

  static final Instant RECEIVED = Instant.parse("2026-11-01T10:00:00.000001Z");
  static final FunctionVersion HELLO = version("hello");
  static final TraceParent TRACE =
      new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true, "");
  static final Timings WARM = new Timings(1_000, Optional.empty(), 20_000, 30_000);
  static final Timings COLD =
      new Timings(1_000, Optional.of(new ColdStart(4_000, 5_000)), 20_000, 40_000);
  static final Usage USAGE = new Usage(15_000, 4_096);
  static final Outcome OK = new Outcome.Answered(200, List.of(), Payload.utf8("hi"));
  static final Outcome THREW =
      new Outcome.Failed(
          Reason.FUNCTION_ERROR,
          "hello threw an exception.",
          Duration.ZERO,
          new ThrownError("com.acme.Boom", "bang", "com.acme.Boom: bang\n\tat com.acme.Hello.x"));

  private Examples() {}

  static FunctionVersion version(String name) {
    return new FunctionVersion(
        new RevisionId(new UUID(1, 2)),
        new VersionId(new FunctionName(name), 3),
        new Digest("a".repeat(64)),
        10,
        new Digest("b".repeat(64)),
        FunctionSpec.defaults(),
        new EntryPoint("com.acme.Hello", HandlerStyle.HTTP),
        Instant.EPOCH,
        Map.of());
  }

  static Input.Http http(String method, String path) {
    return new Input.Http(method, path, "", List.of(), Payload.utf8("body"));
  }

  static Invocation invocation(String id, Input input, TraceParent trace) {
    return new Invocation(
        new InvocationId(id),
        HELLO,
        input,
        Trigger.HTTP,
        1,
        RECEIVED,
        trace,
        Lineage.ROOT,
        HELLO.spec().lane(),
        Duration.ZERO);
  }

  static InvocationRecord ended(Invocation invocation, Outcome outcome, Timings timings) {
    return new InvocationRecord(
        invocation, outcome, timings, USAGE, new InvocationLog(InstantSource.fixed(RECEIVED)));
  }

  /** A GET that ended. */
  static InvocationRecord ended(String id, Outcome outcome, Timings timings) {
    return ended(invocation(id, http("GET", "/"), TRACE), outcome, timings);
  }

  static List<HeaderField> headers(String... namesAndValues) {
    List<HeaderField> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new HeaderField(namesAndValues[i], namesAndValues[i + 1]));
    }
    return fields;
  }

  /** What the response stage would answer, as far as these tests need it. */
  static int status(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answered -> answered.status();
      case Outcome.Failed failed ->
          failed.reason().component() == Reason.Component.CALLER ? 400 : 502;
    };
  }
}
