package dev.hearth.host;

import com.fasterxml.uuid.Generators;
import dev.hearth.host.config.TimeSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the host takes from the world, in one place so that tests can give it something else.
 *
 * @param environment variables, for OpenTelemetry
 * @param time the clocks
 * @param ids randomness for invocation ids
 * @param secrets randomness fit for keys
 * @param uuids identities of deployed versions
 * @param draws numbers from 0 to 1 that pick among an alias's versions
 */
record Surroundings(
    Map<String, String> environment,
    TimeSource time,
    Random ids,
    RandomGenerator secrets,
    Supplier<UUID> uuids,
    DoubleSupplier draws) {

  /** The real world. */
  static Surroundings real(Map<String, String> environment) {
    SecureRandom random = new SecureRandom();
    return new Surroundings(
        environment,
        new TimeSource(Clock.systemUTC(), System::nanoTime),
        random,
        random,
        Generators.timeBasedEpochGenerator(random)::generate,
        () -> ThreadLocalRandom.current().nextDouble());
  }
}
