package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.Bytes;
import dev.hearth.host.sandbox.polyglot.guest.Guest;
import dev.hearth.host.sandbox.polyglot.guest.GuestAnswer;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure.Kind;
import dev.hearth.host.sandbox.polyglot.guest.GuestInput;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import dev.hearth.host.sandbox.polyglot.guest.GuestServices;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** A JavaScript context. Used by one thread at a time; any may cancel. */
final class JavaScriptGuest implements Guest {

  private final JavaScriptFiles files = new JavaScriptFiles();
  private final GuestStream out = new GuestStream("stdout");
  private final GuestStream err = new GuestStream("stderr");
  private final Context context;
  private final JavaScriptHost host;
  private final Value runtime;

  JavaScriptGuest(Engine engine, Source runtimeSource) {
    context = Contexts.javaScript(engine, files, out, err);
    host = new JavaScriptHost(context);
    runtime = context.eval(runtimeSource).execute(host.toProxy());
  }

  @Override
  public void load(GuestProgram program, GuestServices services) throws GuestFailure {
    out.connect(services);
    err.connect(services);
    host.connect(program, services);
    files.mount(program.root(), program.modules(), this::moduleFor);
    try {
      runtime.invokeMember("load", program.main(), program.export(), Json.object(program.env()));
      settle();
      if (!runtime.invokeMember("hasHandler").asBoolean()) {
        throw noHandler(program, runtime.invokeMember("result").asString());
      }
      runtime.invokeMember("end");
    } catch (PolyglotException e) {
      throw Failures.of(e);
    }
  }

  private String moduleFor(String file) {
    return runtime.invokeMember("moduleFor", file).asString();
  }

  private static GuestFailure noHandler(GuestProgram program, String exports) {
    String wanted =
        program.export().isEmpty()
            ? "\"export default function (event, context)\" or \"exports.handler = ...\""
            : "a function named " + program.export();
    return GuestFailure.of(
        Kind.NO_HANDLER,
        program.main()
            + " has no handler: it needs "
            + wanted
            + "; it exports "
            + (exports.isEmpty() ? "nothing" : exports));
  }

  @Override
  public GuestAnswer call(GuestInput input, long most) throws GuestFailure {
    try {
      runtime.invokeMember("call", input.eventJson(), input.contextJson(), input.valueOnly());
      settle();
      return answer(runtime.invokeMember("result"), most);
    } catch (PolyglotException e) {
      throw Failures.of(e);
    } finally {
      forget();
    }
  }

  private void forget() {
    try {
      runtime.invokeMember("end");
    } catch (PolyglotException | IllegalStateException ended) {
      // A context that has been cancelled keeps nothing.
    }
  }

  /** Lets timers fire until the promise has settled. */
  private void settle() throws GuestFailure {
    String state = state();
    while (state.equals("PENDING")) {
      sleep(runtime.invokeMember("nextTimer").asLong());
      runtime.invokeMember("fireTimers");
      state = state();
    }
    if (state.equals("FAILED") || state.equals("UNSENDABLE")) {
      Value failure = runtime.invokeMember("failure");
      throw new GuestFailure(
          state.equals("FAILED") ? Kind.THROWN : Kind.ANSWER,
          failure.getArrayElement(0).asString(),
          failure.getArrayElement(1).asString(),
          failure.getArrayElement(2).asString());
    }
  }

  private String state() {
    return runtime.invokeMember("state").asString();
  }

  private static void sleep(long millis) throws GuestFailure {
    if (millis < 0) {
      throw GuestFailure.of(
          Kind.THROWN,
          "the promise never settles: nothing is under way any more that could settle it");
    }
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw GuestFailure.of(Kind.ENDED, "it was interrupted");
    }
  }

  private static GuestAnswer answer(Value result, long most) throws GuestFailure {
    GuestAnswer.Form form = GuestAnswer.Form.valueOf(result.getArrayElement(0).asString());
    Value bytes = result.getArrayElement(3);
    Bytes body =
        bytes.isNull()
            ? AnswerBytes.ofText(result.getArrayElement(2).asString(), most)
            : AnswerBytes.ofBuffer(bytes, most);
    return new GuestAnswer(form, result.getArrayElement(1).asString(), body);
  }

  @Override
  public void cancel() {
    context.close(true);
  }

  @Override
  public void close() {
    context.close(true);
  }

  @Override
  public long retainedBytes() {
    return HeapMeter.weigh(context.getEngine(), context);
  }
}
