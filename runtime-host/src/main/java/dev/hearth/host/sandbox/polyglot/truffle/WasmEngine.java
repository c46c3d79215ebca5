package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.Guest;
import dev.hearth.host.sandbox.polyglot.guest.GuestEngine;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.ByteSequence;

/** What all WebAssembly contexts share: modules that were read once. */
final class WasmEngine implements GuestEngine {

  private static final String LANGUAGE = "wasm";

  private final Engine engine;

  private WasmEngine(Engine engine) {
    this.engine = engine;
  }

  static WasmEngine open() {
    return new WasmEngine(Contexts.engine(LANGUAGE));
  }

  @Override
  public String implementation() {
    return engine.getImplementationName();
  }

  @Override
  public Guest guest() {
    return new WasmGuest(engine);
  }

  /** The module of a program; the engine keeps what it has read of equal ones. */
  static Source module(GuestProgram program) {
    try {
      byte[] bytes = Files.readAllBytes(program.root().resolve(program.main()));
      return Source.newBuilder(LANGUAGE, ByteSequence.create(bytes), program.main())
          .cached(true)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void check(GuestProgram program) throws GuestFailure {
    try (Context context =
        Contexts.wasm(engine, new CommandStreams(new byte[0], 0, (_, _) -> {}), program.env())) {
      context.parse(module(program));
    } catch (PolyglotException e) {
      throw new GuestFailure(
          GuestFailure.Kind.SYNTAX,
          "",
          program.main() + " is no WebAssembly module that can be read: " + e.getMessage(),
          "");
    }
  }

  @Override
  public void close() {
    Contexts.close(engine);
  }
}
