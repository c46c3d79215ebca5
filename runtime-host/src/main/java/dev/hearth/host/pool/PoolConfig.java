package dev.hearth.host.pool;

import dev.hearth.host.config.ByteSize;
import java.time.Duration;

/**
 * How long and how much the pool keeps.
 *
 * @param keepAlive how long an instance stays without a call, unless its manifest says otherwise or
 *     the calls of its function do
 * @param maxBytes what all instances together may take before the least useful idle ones leave
 * @param policy whether the keep-alive follows the calls of a function
 */
public record PoolConfig(Duration keepAlive, ByteSize maxBytes, KeepAlivePolicy.Kind policy) {

  public PoolConfig {
    if (keepAlive.isZero() || keepAlive.isNegative()) {
      throw new IllegalArgumentException("pool.keep-alive must be longer than 0s");
    }
  }

  /** With the policy that is the default. */
  public PoolConfig(Duration keepAlive, ByteSize maxBytes) {
    this(keepAlive, maxBytes, KeepAlivePolicy.Kind.ADAPTIVE);
  }
}
