package dev.hearth.host.pool;

import dev.hearth.host.config.ByteSize;
import java.time.Duration;

/**
 * How long and how much the pool keeps.
 *
 * @param keepAlive how long an instance stays without a call, unless its manifest says otherwise
 * @param maxBytes what all instances together may take before the least useful idle ones leave
 */
public record PoolConfig(Duration keepAlive, ByteSize maxBytes) {

  public PoolConfig {
    if (keepAlive.isZero() || keepAlive.isNegative()) {
      throw new IllegalArgumentException("pool.keep-alive must be longer than 0s");
    }
  }
}
