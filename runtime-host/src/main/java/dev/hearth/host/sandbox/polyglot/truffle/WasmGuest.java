package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.Guest;
import dev.hearth.host.sandbox.polyglot.guest.GuestAnswer;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure.Kind;
import dev.hearth.host.sandbox.polyglot.guest.GuestInput;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import dev.hearth.host.sandbox.polyglot.guest.GuestServices;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A WASI command, which runs once for each call, in a context that ends with it. Used by one thread
 * at a time; any may cancel.
 */
final class WasmGuest implements Guest {

  private static final String START = "_start";

  private final Engine engine;
  private final Object lock = new Object();
  private @Nullable Source module;
  private @Nullable GuestProgram program;
  private @Nullable GuestServices services;
  private @Nullable Context running;
  private boolean cancelled;

  WasmGuest(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void load(GuestProgram loaded, GuestServices given) throws GuestFailure {
    program = loaded;
    services = given;
    module = WasmEngine.module(loaded);
    Context context = begin(new CommandStreams(new byte[0], 0, this::log), Map.of());
    try {
      if (start(context) == null) {
        throw GuestFailure.of(
            Kind.NO_HANDLER,
            loaded.main()
                + " is no WASI command: it does not export the function "
                + START
                + "; build it as a program with a main function for wasm32-wasip1");
      }
    } catch (PolyglotException e) {
      throw Failures.of(e);
    } finally {
      end(context);
    }
  }

  private void log(byte[] bytes, int length) {
    GuestServices taking = services;
    if (taking != null) {
      taking.write("stderr", bytes, 0, length);
    }
  }

  private Context begin(CommandStreams streams, Map<String, String> variables) throws GuestFailure {
    GuestProgram loaded = Optional.ofNullable(program).orElseThrow();
    Map<String, String> environment = new HashMap<>(variables);
    environment.putAll(loaded.env());
    Context context = Contexts.wasm(engine, streams, environment);
    synchronized (lock) {
      if (cancelled) {
        context.close(true);
        throw GuestFailure.of(Kind.ENDED, "it was ended");
      }
      running = context;
    }
    return context;
  }

  private @Nullable Value start(Context context) {
    Value instance = context.eval(Optional.ofNullable(module).orElseThrow()).newInstance();
    Value exports = instance.getMember("exports");
    return (exports == null ? instance : exports).getMember(START);
  }

  @Override
  public GuestAnswer call(GuestInput input, long most) throws GuestFailure {
    CommandStreams streams = new CommandStreams(input.body().array(), most, this::log);
    Context context = begin(streams, input.variables());
    try {
      run(context);
      return CommandAnswer.of(streams.written(), input.valueOnly());
    } catch (PolyglotException e) {
      if (!e.isExit()) {
        throw Failures.of(e);
      }
      return exited(e.getExitStatus(), streams, input.valueOnly());
    } finally {
      end(context);
    }
  }

  private void run(Context context) {
    Value start = start(context);
    if (start != null) {
      start.executeVoid();
    }
  }

  private static GuestAnswer exited(int status, CommandStreams streams, boolean valueOnly)
      throws GuestFailure {
    byte[] written = streams.written();
    if (status != 0) {
      String words = streams.lastWords();
      String what =
          "the command ended with status " + status + (words.isEmpty() ? "" : ": " + words);
      throw new GuestFailure(Kind.THROWN, "Exit", what, what);
    }
    return CommandAnswer.of(written, valueOnly);
  }

  private void end(Context context) {
    synchronized (lock) {
      running = null;
    }
    context.close(true);
  }

  @Override
  public void cancel() {
    Context context;
    synchronized (lock) {
      cancelled = true;
      context = running;
    }
    if (context != null) {
      context.close(true);
    }
  }

  @Override
  public void close() {
    cancel();
  }

  @Override
  public long retainedBytes() {
    return 0;
  }
}
