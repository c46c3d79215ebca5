package dev.hearth.host.deployment;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.DurationText;
import dev.hearth.host.config.Problems;
import dev.hearth.host.config.Rate;
import dev.hearth.host.deployment.ManifestNode.Mapping;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionSpec.CallBudget;
import dev.hearth.host.registry.FunctionSpec.Concurrency;
import dev.hearth.host.registry.FunctionSpec.PayloadFormat;
import dev.hearth.host.registry.FunctionSpec.RetrySpec;
import dev.hearth.host.registry.FunctionSpec.Timeouts;
import dev.hearth.host.registry.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the manifest of a function. Says all that is wrong with it at once; nothing in it is passed
 * over in silence. Used by one thread, for one manifest.
 */
public final class ManifestReader {

  private static final FunctionSpec DEFAULTS = FunctionSpec.defaults();

  private static final Set<String> KEYS =
      Set.of(
          "handler",
          "sandbox",
          "timeout",
          "budget",
          "concurrency",
          "lane",
          "priority",
          "idempotent",
          "retry",
          "auth",
          "env",
          "keepAlive",
          "policy",
          "permissions",
          "rate",
          "body",
          "onDisconnect",
          "payloadFormat",
          "backlog",
          "triggers",
          "secrets");

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);

  /** Runs declared longer than this wait with the long ones. */
  private static final Duration LONGEST_INTERACTIVE = Duration.ofSeconds(60);

  private static final Duration LONGEST_BACKGROUND = Duration.ofMinutes(15);

  private static final String WORD = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  private static final String NAME = "[\\p{L}\\p{N}_$][\\p{L}\\p{N}_$-]*";

  /**
   * A class, perhaps with a method, or a file by its path, perhaps with the name of a function; no
   * number.
   */
  private static final Pattern HANDLER =
      Pattern.compile(
          WORD + "(\\." + WORD + ")*(::" + WORD + ")?|(?!\\d+$)" + NAME + "([./]" + NAME + ")*");

  private static final Pattern PAYLOAD_FORMAT = Pattern.compile("[12]\\.0");

  private static final Pattern SHORT_LINE = Pattern.compile(".{1,40}");

  private final ManifestSection root;

  private ManifestReader(ManifestSection root) {
    this.root = root;
  }

  /**
   * What the manifests say together, every default filled in.
   *
   * @param layersFromWeakToStrong merged key by key; the later wins. May be empty
   * @param problems gets everything that is wrong, by the path of the key; when it gains any, the
   *     result must not be used
   */
  public static FunctionSpec read(List<ManifestText> layersFromWeakToStrong, Problems problems) {
    Mapping merged = Mapping.EMPTY;
    for (ManifestText layer : layersFromWeakToStrong) {
      merged = merged.under(ManifestParser.parse(layer, problems));
    }
    return new ManifestReader(ManifestSection.root(merged, KEYS, problems)).spec();
  }

  private FunctionSpec spec() {
    Timeouts timeouts = timeouts(root.section("timeout", Set.of("queue", "init", "run")));
    ManifestSection retry =
        root.section("retry", Set.of("maxAttempts", "base", "cap", "maxAge", "unsafe"));
    return new FunctionSpec(
        root.text(
            "handler",
            DEFAULTS.handler(),
            HANDLER,
            "a class such as com.acme.Hello, com.acme.Hello::method, a file such as src/app.mjs, or"
                + " a file and a function such as index.handler"),
        root.choice("sandbox", DEFAULTS.sandbox()),
        timeouts,
        budget(root.section("budget", Set.of("cpu", "memory"))),
        concurrency(
            root.section("concurrency", Set.of("perInstance", "max", "warm", "queue", "weight"))),
        lane(timeouts.run()),
        root.choice("priority", DEFAULTS.priority()),
        root.truth("idempotent", DEFAULTS.idempotent()),
        retry(retry),
        root.choice("auth", DEFAULTS.auth()),
        EnvReader.read(root),
        root.duration("keepAlive", DEFAULTS.keepAlive(), Duration.ZERO, MONTH),
        PermissionsReader.read(root),
        rate(),
        new FunctionSpec.Exchange(
            root.choice("body", DEFAULTS.exchange().body()),
            root.choice("onDisconnect", DEFAULTS.exchange().onDisconnect()),
            payloadFormat()),
        BackgroundReader.read(root, retry));
  }

  private PayloadFormat payloadFormat() {
    String text = root.text("payloadFormat", "2.0", PAYLOAD_FORMAT, "2.0 or 1.0");
    return text.equals("1.0") ? PayloadFormat.V1 : PayloadFormat.V2;
  }

  private Rate rate() {
    String wanted = "a rate such as 100/s or 100/s burst 200";
    String text = root.text("rate", "", SHORT_LINE, wanted);
    try {
      return text.isEmpty() ? Rate.UNLIMITED : Rate.parse(text);
    } catch (IllegalArgumentException wrong) {
      root.problem("rate", Shown.line(String.valueOf(wrong.getMessage())));
      return Rate.UNLIMITED;
    }
  }

  private static Timeouts timeouts(ManifestSection section) {
    Timeouts usual = DEFAULTS.timeouts();
    return new Timeouts(
        section.duration("queue", usual.queue(), SHORTEST, DAY),
        section.duration("init", usual.init(), SHORTEST, DAY),
        section.duration("run", usual.run(), SHORTEST, DAY));
  }

  private static CallBudget budget(ManifestSection section) {
    CallBudget usual = DEFAULTS.budget();
    return new CallBudget(
        section.duration("cpu", usual.cpu(), Duration.ofMillis(10), Duration.ofHours(1)),
        section.size(
            "memory", usual.memory(), ByteSize.mebibytes(16), ByteSize.mebibytes(64L << 10)));
  }

  private static Concurrency concurrency(ManifestSection section) {
    Concurrency usual = DEFAULTS.concurrency();
    int perInstance = section.number("perInstance", usual.perInstance(), 1, 1_000);
    int max = section.number("max", usual.max(), 0, 10_000);
    int warm = section.number("warm", usual.warm(), 0, 10_000);
    if (warm > max) {
      section.problem("warm", "wants at most concurrency.max, which is " + max + ", not " + warm);
    }
    int queue = section.number("queue", usual.queue(), 0, 1_000_000);
    int weight = section.number("weight", usual.weight(), 1, 100);
    return new Concurrency(perInstance, max, warm, queue, weight);
  }

  private Lane lane(Duration run) {
    boolean isLong = run.compareTo(LONGEST_INTERACTIVE) > 0;
    if (!root.has("lane")) {
      return isLong ? Lane.LONG : DEFAULTS.lane();
    }
    Lane lane = root.choice("lane", DEFAULTS.lane());
    Duration longest =
        switch (lane) {
          case INTERACTIVE -> LONGEST_INTERACTIVE;
          case BACKGROUND -> LONGEST_BACKGROUND;
          case LONG -> DAY;
        };
    if (run.compareTo(longest) > 0) {
      root.problem(
          "timeout.run",
          "is more than the "
              + DurationText.format(longest)
              + " that this lane allows: shorten it, or write \"lane: long\"");
    }
    return lane;
  }

  private static RetrySpec retry(ManifestSection section) {
    RetrySpec usual = DEFAULTS.retry();
    Duration base = section.duration("base", usual.base(), SHORTEST, DAY);
    Duration cap = section.duration("cap", usual.cap(), SHORTEST, DAY);
    if (base.compareTo(cap) > 0) {
      section.problem("base", "wants at most retry.cap, which is " + DurationText.format(cap));
    }
    return new RetrySpec(
        section.number("maxAttempts", usual.maxAttempts(), 1, 100),
        base,
        cap,
        section.duration("maxAge", usual.maxAge(), SHORTEST, MONTH));
  }
}
