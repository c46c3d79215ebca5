package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Problem;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.FunctionSecrets;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.SandboxKind;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.HeapLevel;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Preparation;
import dev.hearth.host.sandbox.Sandbox;
import dev.hearth.host.sandbox.StartListener;
import dev.hearth.host.sandbox.StuckThreads;
import dev.hearth.host.sandbox.classloader.stop.KillLadder;
import dev.hearth.host.sandbox.polyglot.artifact.ProgramAudit;
import dev.hearth.host.sandbox.polyglot.artifact.ProgramStore;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Tier 2: JavaScript, Python and WebAssembly, each instance with contexts of its own. */
public final class PolyglotSandbox implements Sandbox {

  private final Workshop workshop;

  /**
   * A sandbox.
   *
   * @param store where unpacked programs are
   * @param artifacts where the uploaded bytes of a version are, should they have to be unpacked
   *     anew
   * @param languages opens the engines
   * @param maxResponse the largest answer that a function may give
   * @param control what ends its instances' threads
   */
  public PolyglotSandbox(
      ProgramStore store,
      Function<FunctionVersion, Artifact> artifacts,
      Languages languages,
      ByteSize maxResponse,
      Control control) {
    this.workshop =
        new Workshop(
            store, artifacts, languages, maxResponse, control, new ThreadGroup("hearth-polyglot"));
  }

  /**
   * What ends the threads of instances, the clock for it, and the way to other functions.
   *
   * @param alarm does an action after a delay, and gives what cancels it
   * @param calls carries what functions call
   * @param secrets gives them their secrets
   */
  public record Control(
      TimeSource time,
      KillLadder ladder,
      HeapLevel heap,
      StuckThreads stuck,
      BiFunction<Duration, Runnable, Runnable> alarm,
      FunctionCalls calls,
      FunctionSecrets secrets) {}

  @Override
  public SandboxKind kind() {
    return SandboxKind.POLYGLOT;
  }

  @Override
  public Preparation prepare(Artifact artifact, FunctionSpec spec) throws ArtifactRefusedException {
    GuestProgram program = workshop.store().unpack(artifact, spec);
    try {
      workshop.languages().engine(program.language()).check(program);
    } catch (GuestFailure e) {
      throw new ArtifactRefusedException(List.of(new Problem("", e.what())));
    }
    EntryPoint entry = ProgramStore.entryPoint(program);
    return new Preparation(entry, List.of(entry), ProgramAudit.of(program));
  }

  @Override
  public Instance start(FunctionVersion version, InstanceId id, StartListener listener) {
    long startedNanos = workshop.control().time().nanos();
    PolyglotInstance instance = new PolyglotInstance(id, version, workshop);
    instance.start(listener, startedNanos);
    return instance;
  }

  /** What every instance is made with. */
  record Workshop(
      ProgramStore store,
      Function<FunctionVersion, Artifact> artifacts,
      Languages languages,
      ByteSize maxResponse,
      Control control,
      ThreadGroup group) {

    /** The program of a version, unpacked anew if that was lost. */
    GuestProgram program(FunctionVersion version) throws ArtifactRefusedException {
      if (!store.has(version)) {
        store.unpack(artifacts.apply(version), version.spec());
      }
      return store.open(version);
    }
  }
}
