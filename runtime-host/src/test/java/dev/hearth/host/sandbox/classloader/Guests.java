package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.Controls;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.Assignment;
import dev.hearth.host.sandbox.Excess;
import dev.hearth.host.sandbox.Instance;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.Meter;
import dev.hearth.host.sandbox.StartListener;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.guard.Ward;
import dev.hearth.host.sandbox.classloader.guard.view.Premises;
import dev.hearth.host.sandbox.classloader.prepared.PreparedStore;
import dev.hearth.host.sandbox.classloader.prepared.TransformFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs functions in the sandbox, without the rest of the host. Used by one thread. */
final class Guests {

  private final Path directory;
  private final PreparedStore store;
  private final TimeSource time = new ManualTime().source();
  private int made;

  /** Keeps everything in a directory of its own in {@code root}. */
  Guests(Path root) throws IOException {
    this.directory = Files.createTempDirectory(root, "guests");
    this.store =
        new PreparedStore(
            directory.resolve("prepared"), ArchiveLimits.defaults(), TransformFactory.identity());
  }

  /** How a call ended, and what was logged. */
  record Ended(Outcome outcome, List<LogLine> lines) {
    String text() {
      return outcome instanceof Outcome.Answered answered
          ? answered.body().text()
          : outcome.slug() + ": " + outcome;
    }
  }

  /** Calls a {@code Supplier} with this body of {@code get()} once. */
  Ended call(String body) throws Exception {
    Instance instance = start(prepared(supplier(body)));
    try {
      return call(instance);
    } finally {
      instance.close();
    }
  }

  private static FunctionJar supplier(String body) {
    return FunctionJar.of(
        "com.acme.Guest",
        "package com.acme; public class Guest implements java.util.function.Supplier<Object> {"
            + " public Object get() { try {"
            + body
            + "} catch (RuntimeException | Error e) { throw e; }"
            + " catch (Exception e) { throw new IllegalStateException(e); } } }");
  }

  /** The version of a JAR whose class {@code com.acme.Guest} is a supplier. */
  FunctionVersion prepared(FunctionJar jar) throws Exception {
    FunctionVersion any = Versions.of("guest").style(HandlerStyle.SUPPLIER).version();
    made++;
    Digest digest = new Digest("%064x".formatted(made));
    byte[] bytes = jar.bytes();
    Path file = Files.write(directory.resolve("upload" + made), bytes);
    store.prepare(new Artifact(digest, file, bytes.length), any.spec());
    return new FunctionVersion(
        any.revision(),
        any.id(),
        digest,
        bytes.length,
        any.fingerprint(),
        any.spec(),
        new EntryPoint("com.acme.Guest", HandlerStyle.SUPPLIER),
        any.createdAt(),
        Map.of());
  }

  /** A loader over a prepared version. */
  FunctionClassLoader loader(FunctionVersion version) {
    PlatformPackages platform = PlatformPackages.ofRunningJvm();
    return new FunctionClassLoader(
        "guest@1",
        store.open(version.artifact(), version.spec().confinement()),
        new ApiClassLoader(platform),
        platform,
        new Scope(new IdleWard()));
  }

  Instance start(FunctionVersion version) throws Exception {
    ClassLoaderSandbox sandbox =
        new ClassLoaderSandbox(
            store, _ -> missing(), directory, ByteSize.mebibytes(1), Controls.real(time));
    CompletableFuture<Instance> started = new CompletableFuture<>();
    var _ =
        sandbox.start(
            version,
            new InstanceId(++made),
            new StartListener() {
              @Override
              public void started(Instance instance, ColdStart coldStart) {
                started.complete(instance);
              }

              @Override
              public void failed(Instance instance, Outcome.Failed failure) {
                started.completeExceptionally(new IllegalStateException(failure.detail()));
              }
            });
    return started.get(30, TimeUnit.SECONDS);
  }

  private static Artifact missing() {
    throw new IllegalStateException("it is prepared already");
  }

  Ended call(Instance instance) throws Exception {
    Once call = new Once(Calls.invocation(instance.version(), "1"), time);
    instance.run(call);
    Outcome outcome = call.outcome.get(30, TimeUnit.SECONDS);
    return new Ended(outcome, call.log.lines());
  }

  /** One call without a deadline. */
  private static final class Once implements Assignment {
    private final Invocation invocation;
    private final TimeSource time;
    private final InvocationLog log;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    Once(Invocation invocation, TimeSource time) {
      this.invocation = invocation;
      this.time = time;
      this.log = new InvocationLog(time.wall());
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
      return time.now().plusSeconds(30);
    }

    @Override
    public void answered(Outcome answer, Usage usage) {
      outcome.complete(answer);
    }

    @Override
    public void exceeded(Excess excess, String where) {
      throw new IllegalStateException(excess.detail());
    }

    @Override
    public void finished() {}
  }

  /** For a loader without an instance. */
  private static final class IdleWard implements Ward {

    @Override
    public boolean mustEnd() {
      return false;
    }

    @Override
    public void allocating(long bytes) {}

    @Override
    public void forbidden(String message) {}

    @Override
    public void log(String stream, byte[] bytes, int offset, int length) {}

    @Override
    public Path temp() {
      throw new IllegalStateException("there is no instance");
    }

    @Override
    public Premises premises() {
      throw new IllegalStateException("there is no instance");
    }
  }
}
