package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.Bytes;
import dev.hearth.host.sandbox.polyglot.guest.Guest;
import dev.hearth.host.sandbox.polyglot.guest.GuestAnswer;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure.Kind;
import dev.hearth.host.sandbox.polyglot.guest.GuestInput;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import dev.hearth.host.sandbox.polyglot.guest.GuestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** A Python context. Used by one thread at a time; any may cancel. */
final class PythonGuest implements Guest {

  private static final String LANGUAGE = "python";

  private final GuestFiles files = new GuestFiles();
  private final GuestStream out = new GuestStream("stdout");
  private final GuestStream err = new GuestStream("stderr");
  private final Context context;
  private final Value runtime;

  PythonGuest(Engine engine, Source runtimeSource) {
    context = Contexts.python(engine, files, out, err);
    context.eval(runtimeSource);
    runtime = context.getBindings(LANGUAGE);
  }

  /** Reads the files beside the one to begin with. */
  void check(GuestProgram program) throws GuestFailure {
    for (Path file : beside(program)) {
      String name = program.root().relativize(file).toString();
      try {
        context.parse(Source.newBuilder(LANGUAGE, Files.readString(file), name).build());
      } catch (PolyglotException e) {
        throw Failures.of(e);
      } catch (IOException e) {
        throw GuestFailure.of(Kind.SYNTAX, name + " is no UTF-8 text");
      }
    }
  }

  private static List<Path> beside(GuestProgram program) {
    Path directory = program.root().resolve(program.main()).getParent();
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(".py")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void load(GuestProgram program, GuestServices services) throws GuestFailure {
    out.connect(services);
    err.connect(services);
    files.mount(program.root());
    try {
      connect(services);
      Value result = call("_load", program.main(), program.export(), Json.object(program.env()));
      if (kind(result).equals("NO_HANDLER")) {
        throw noHandler(program, text(result, 1), text(result, 2));
      }
      requireDone(result);
    } catch (PolyglotException e) {
      throw Failures.of(e);
    }
  }

  private void connect(GuestServices services) {
    call(
        "_connect",
        (ProxyExecutable) _ -> services.remainingMillis(),
        (ProxyExecutable) given -> HostTexts.of(services.secret(given[0].asString())),
        (ProxyExecutable) given -> HostTexts.of(services.emit(given[0].asString())),
        (ProxyExecutable)
            given -> HostTexts.of(services.invoke(given[0].asString(), given[1].asString())));
  }

  private Value call(String function, Object... arguments) {
    return runtime.getMember(function).execute(arguments);
  }

  private static String kind(Value result) {
    return text(result, 0);
  }

  private static String text(Value result, int index) {
    return result.getArrayElement(index).asString();
  }

  private static void requireDone(Value result) throws GuestFailure {
    String kind = kind(result);
    if (kind.equals("FAILED") || kind.equals("UNSENDABLE")) {
      throw new GuestFailure(
          kind.equals("FAILED") ? Kind.THROWN : Kind.ANSWER,
          text(result, 1),
          text(result, 2),
          text(result, 3));
    }
  }

  private static GuestFailure noHandler(GuestProgram program, String wanted, String names) {
    return GuestFailure.of(
        Kind.NO_HANDLER,
        program.main()
            + " has no handler: it needs \"def "
            + wanted
            + "(event, context)\"; it defines "
            + (names.isEmpty() ? "nothing" : names));
  }

  @Override
  public GuestAnswer call(GuestInput input, long most) throws GuestFailure {
    try {
      Value result = call("_call", input.eventJson(), input.contextJson(), input.valueOnly());
      requireDone(result);
      Value bytes = result.getArrayElement(3);
      Bytes body =
          bytes.isNull()
              ? AnswerBytes.ofText(text(result, 2), most)
              : AnswerBytes.ofBuffer(bytes, most);
      return new GuestAnswer(GuestAnswer.Form.valueOf(kind(result)), text(result, 1), body);
    } catch (PolyglotException e) {
      throw Failures.of(e);
    }
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
