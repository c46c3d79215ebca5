package dev.hearth.host;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.cleanup.HeapGuard;
import dev.hearth.host.cleanup.IdleGuard;
import dev.hearth.host.cleanup.LeakDetector;
import dev.hearth.host.cleanup.Reaper;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.data.DataDirectory;
import dev.hearth.host.deployment.ArtifactJanitor;
import dev.hearth.host.deployment.ArtifactStore;
import dev.hearth.host.deployment.Deployer;
import dev.hearth.host.execution.InstanceStarter;
import dev.hearth.host.execution.InvocationExecutor;
import dev.hearth.host.execution.TrialStart;
import dev.hearth.host.execution.Watchdog;
import dev.hearth.host.invocation.FunctionSecrets;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.Sandboxes;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import dev.hearth.host.sandbox.classloader.ClassLoaderSandbox;
import dev.hearth.host.sandbox.classloader.policy.RuleTable;
import dev.hearth.host.sandbox.classloader.prepared.PreparedStore;
import dev.hearth.host.sandbox.classloader.prepared.TransformFactory;
import dev.hearth.host.sandbox.polyglot.Languages;
import dev.hearth.host.sandbox.polyglot.PolyglotSandbox;
import dev.hearth.host.sandbox.polyglot.artifact.ProgramStore;
import dev.hearth.host.sandbox.polyglot.layer.LanguageLayer;
import dev.hearth.host.scheduling.Scheduler;
import dev.hearth.host.secret.GrantedSecrets;
import dev.hearth.host.secret.SealedKeys;
import dev.hearth.host.secret.SecretVault;
import dev.hearth.host.store.SqliteStore;
import dev.hearth.host.validation.CallValidator;
import dev.hearth.host.validation.RateLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Everything of the host that knows no HTTP: what is deployed, and what runs it. */
record Core(
    SqliteStore store,
    FunctionRegistry registry,
    KeyRing keys,
    SecretVault secrets,
    Deployer deployer,
    Scheduler scheduler,
    WarmPool pool,
    Reaper reaper,
    LeakDetector leaks,
    Enforcers enforcers,
    HeapGuard heapGuard,
    Languages languages,
    Housekeeping housekeeping,
    TimeSource time) {

  /** How long a closed instance may stay in memory without being suspected of a leak. */
  private static final Duration LEAK_GRACE = Duration.ofSeconds(30);

  private static final Duration HEAP_CHECK = Duration.ofMillis(100);
  private static final Duration IDLE_CHECK = Duration.ofMillis(200);
  private static final Duration LEAK_CHECK = Duration.ofSeconds(30);
  private static final Duration RECONCILE = Duration.ofSeconds(2);
  private static final Duration PRE_WARM = Duration.ofMillis(250);
  private static final Duration ARTIFACT_GRACE = Duration.ofMinutes(20);
  private static final Duration ARTIFACT_SWEEP = Duration.ofMinutes(5);

  /** Opens the store and puts the machinery together; nothing runs yet. */
  static Core open(HearthConfig config, DataDirectory data, Surroundings surroundings)
      throws IOException {
    TimeSource time = surroundings.time();
    SqliteStore store = SqliteStore.open(data.store());
    FunctionRegistry registry = new FunctionRegistry(store);
    Artifacts artifacts = Artifacts.open(data, registry, time);
    Enforcers enforcers = Enforcers.open(config, surroundings);
    SecretVault secrets = Webhooks.secrets(store, data, surroundings);
    Watchdog watchdog = enforcers.watchdog();
    Languages languages =
        new Languages(() -> LanguageLayer.open(data.languages()), LanguageLayer.hasCompiler());
    Sandboxes sandboxes =
        artifacts.sandboxes(config, data, languages, enforcers, new GrantedSecrets(secrets), time);

    LeakDetector leaks = new LeakDetector(LEAK_GRACE, System::gc, time);
    Reaper reaper = new Reaper(leaks);
    Housekeeping housekeeping = new Housekeeping();
    WarmPool pool = new WarmPool(config.pool(), reaper, housekeeping.executor(), time);
    InstanceStarter starter = new InstanceStarter(sandboxes, watchdog, reaper);
    InvocationExecutor executor = new InvocationExecutor(watchdog, time);
    Scheduler scheduler =
        new Scheduler(
            config.scheduling(), pool, new Scheduler.Machinery(starter, executor, watchdog, time));
    TrialStart trial = new TrialStart(starter, reaper);

    artifacts.sweepNowAndThen(registry, housekeeping);
    return new Core(
        store,
        registry,
        new KeyRing(store, surroundings.secrets(), time, new SealedKeys(secrets)),
        secrets,
        artifacts.deployer(sandboxes, trial, registry, surroundings),
        scheduler,
        pool,
        reaper,
        leaks,
        enforcers,
        enforcers.guard(pool),
        languages,
        housekeeping,
        time);
  }

  /** The files behind what is deployed. */
  private record Artifacts(
      ArtifactStore store, PreparedStore prepared, ProgramStore programs, ArtifactJanitor janitor) {

    /** Opens them and removes what a crash or a deletion has left. */
    static Artifacts open(DataDirectory data, FunctionRegistry registry, TimeSource time)
        throws IOException {
      ArtifactStore store = new ArtifactStore(data.artifacts());
      PreparedStore prepared =
          new PreparedStore(
              data.prepared(), ArchiveLimits.defaults(), TransformFactory.rewriting(RuleTable::of));
      prepared.sweep();
      ProgramStore programs = new ProgramStore(data.programs(), ArchiveLimits.defaults());
      ArtifactJanitor janitor =
          new ArtifactJanitor(
              store,
              digest -> {
                prepared.delete(digest);
                programs.delete(digest);
              },
              ARTIFACT_GRACE,
              time);
      janitor.sweepAtStart(registry);
      return new Artifacts(store, prepared, programs, janitor);
    }

    Sandboxes sandboxes(
        HearthConfig config,
        DataDirectory data,
        Languages languages,
        Enforcers enforcers,
        FunctionSecrets secrets,
        TimeSource time) {
      ByteSize most = config.limits().response();
      return new Sandboxes(
          List.of(
              new ClassLoaderSandbox(
                  prepared, this::uploaded, data.temp(), most, enforcers.control(time, secrets)),
              new PolyglotSandbox(
                  programs, this::uploaded, languages, most, enforcers.polyglot(time, secrets))));
    }

    private Artifact uploaded(FunctionVersion version) {
      return store.artifact(version.artifact(), version.artifactBytes());
    }

    Deployer deployer(
        Sandboxes sandboxes,
        TrialStart trial,
        FunctionRegistry registry,
        Surroundings surroundings) {
      return new Deployer(
          store,
          janitor,
          sandboxes,
          trial::run,
          registry,
          new Deployer.Identities(surroundings.uuids(), surroundings.time()));
    }

    void sweepNowAndThen(FunctionRegistry registry, Housekeeping housekeeping) {
      housekeeping.every(ARTIFACT_SWEEP, "the artifact sweep", () -> janitor.sweep(registry));
    }
  }

  /** Judges calls by their heads, for the keys and threads that there are. */
  CallValidator validator(HearthConfig config) {
    HearthConfig.RequestLimits limits = config.limits();
    return new CallValidator(
        keys,
        new RateLimits(time),
        new CallValidator.Limits(limits.body(), limits.bodyStream(), config.maxHops()),
        enforcers.quarantine()::suspended);
  }

  /**
   * Follows what is deployed from now on, starts the instances that are to be warm, and watches
   * over all.
   */
  void begin() {
    housekeeping.every(HEAP_CHECK, "the heap check", heapGuard::check);
    IdleGuard idleGuard =
        new IdleGuard(pool, instance -> scheduler.slowDown(instance.version()), time::nanos);
    housekeeping.every(IDLE_CHECK, "the check of what calls leave behind", idleGuard::check);
    housekeeping.every(LEAK_CHECK, "the leak check", leaks::check);
    Reconciler reconciler = new Reconciler(registry, scheduler, pool);
    registry.addListener(reconciler);
    reconciler.limitAll();
    reconciler.reconcile();
    housekeeping.every(RECONCILE, "the reconciliation", reconciler::reconcile);
    housekeeping.every(
        PRE_WARM, "the start before a call", new PreWarmer(registry, scheduler, pool)::check);
  }

  /** Ends everything; what is durable is so already. */
  void close() {
    pool.close();
    languages.close();
    enforcers.close();
    housekeeping.close();
    store.close();
  }
}
