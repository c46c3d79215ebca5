package dev.hearth.host.validation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.hearth.host.access.StoredKey;
import dev.hearth.host.config.Rate;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.registry.FunctionVersion;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts calls against the rates of functions and keys, each in a token bucket. A bucket that has
 * not been used for longer than it takes to fill is as good as a new one and is forgotten, so those
 * of functions and keys that are gone do not stay. Any thread may use it.
 */
public final class RateLimits {

  /** The cache notes an access only if the one that it has noted is a second old. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Cache<Spender, Bucket> buckets;
  private final TimeMeter meter;

  /** Nobody has called yet. */
  public RateLimits(TimeSource time) {
    this.meter = new Meter(time);
    this.buckets =
        Caffeine.newBuilder()
            .expireAfter(
                Expiry.<Spender, Bucket>accessing(
                    (spender, _) -> spender.rate().refill().plus(MARGIN)))
            .ticker(time::nanos)
            .executor(Runnable::run)
            .build();
  }

  /** Whose calls are counted: versions of a function that have the same rate share a bucket. */
  private record Spender(String whose, Rate rate) {}

  private record Meter(TimeSource time) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return time.nanos();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  /** Counts a call of a function; says why it is refused, if it is, and then has not counted it. */
  Optional<Outcome.Failed> refuse(FunctionVersion version) {
    Rate rate = version.spec().rate();
    if (!rate.isLimited()) {
      return Optional.empty();
    }
    String function = version.id().function().value();
    return spend(
        new Spender("function " + function, rate),
        "the function "
            + function
            + " is called more often than its manifest allows, \"rate: "
            + rate
            + "\"; a deployment with another rate changes that");
  }

  /** The same for a call of a function with a key, which may have a rate of its own. */
  Optional<Outcome.Failed> refuse(FunctionVersion version, StoredKey key) {
    if (!key.rate().isLimited()) {
      return refuse(version);
    }
    return refuse(key)
        .or(() -> {
          Optional<Outcome.Failed> refusal = refuse(version);
          if (refusal.isPresent()) {
            bucket(spender(key)).addTokens(1); // a call that is not made is not the key's
          }
          return refusal;
        });
  }

  /** The same for what is done with a key but calls no function. */
  Optional<Outcome.Failed> refuse(StoredKey key) {
    return key.rate().isLimited()
        ? spend(
            spender(key),
            "the key hk_"
                + key.id()
                + " is used more often than it may be, "
                + key.rate()
                + "; a new key with another \"rate\" (POST /v1/keys) changes that")
        : Optional.empty();
  }

  private static Spender spender(StoredKey key) {
    return new Spender("key " + key.id(), key.rate());
  }

  private Optional<Outcome.Failed> spend(Spender spender, String why) {
    ConsumptionProbe probe = bucket(spender).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Failed(
                Reason.THROTTLED,
                why,
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                ThrownError.NONE));
  }

  private Bucket bucket(Spender spender) {
    return buckets.get(spender, this::newBucket);
  }

  private Bucket newBucket(Spender spender) {
    Rate rate = spender.rate();
    return Bucket.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(rate.burst())
                .refillGreedy(rate.calls(), rate.period())
                .build())
        .withCustomTimePrecision(meter)
        .build();
  }

  /** How many buckets are kept. */
  long buckets() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
