package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.Guest;
import dev.hearth.host.sandbox.polyglot.guest.GuestEngine;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;

/**
 * What all Python contexts share, and some that have been prepared: a context takes so long to make
 * that no call should wait for it. Made again by a thread of its own whenever one has been taken.
 */
final class PythonEngine implements GuestEngine {

  /** How many are kept ready. */
  private static final int READY = 4;

  private static final String LANGUAGE = "python";

  private final Engine engine;
  private final Source runtime;
  private final BlockingQueue<PythonGuest> ready = new LinkedBlockingQueue<>(READY);
  private final Thread maker;

  private PythonEngine(Engine engine, Source runtime) {
    this.engine = engine;
    this.runtime = runtime;
    this.maker =
        Thread.ofPlatform()
            .daemon(true)
            .inheritInheritableThreadLocals(false)
            .name("hearth-python")
            .unstarted(this::make);
  }

  /** Opens it; there is a first context when this returns, and more come by and by. */
  static PythonEngine open() {
    PythonEngine opened =
        new PythonEngine(Contexts.engine(LANGUAGE), HostTexts.runtime("python.py", LANGUAGE));
    opened.ready.add(opened.fresh());
    opened.maker.start();
    return opened;
  }

  private PythonGuest fresh() {
    return new PythonGuest(engine, runtime);
  }

  private void make() {
    try {
      while (true) {
        ready.put(fresh());
      }
    } catch (InterruptedException | RuntimeException ended) {
      // Closed, or it cannot be done; then whoever needs a context makes it and sees why.
      for (PythonGuest unused = ready.poll(); unused != null; unused = ready.poll()) {
        unused.close();
      }
    }
  }

  @Override
  public String implementation() {
    return engine.getImplementationName();
  }

  @Override
  public Guest guest() {
    return Optional.ofNullable(ready.poll()).orElseGet(this::fresh);
  }

  @Override
  public void check(GuestProgram program) throws GuestFailure {
    PythonGuest guest = fresh();
    try {
      guest.check(program);
    } finally {
      guest.close();
    }
  }

  @Override
  public void close() {
    maker.interrupt(); // closes what it has made
    Contexts.close(engine);
  }
}
