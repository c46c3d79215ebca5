/**
 * Replays a day of the Azure Functions trace of 2019, in virtual time against the pool's policies
 * and in compressed time against the real host. Sees {@code pool} for the policies, {@code config}
 * and the JDK.
 */
@NullMarked
package dev.hearth.host.bench.replay;

import org.jspecify.annotations.NullMarked;
