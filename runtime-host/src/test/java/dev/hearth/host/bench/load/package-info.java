/**
 * Puts load on a server of this machine: requests leave at the moments at which they should,
 * whether those before have been answered or not, and their latency is counted from those moments.
 * Sees only HdrHistogram and the JDK.
 */
@NullMarked
package dev.hearth.host.bench.load;

import org.jspecify.annotations.NullMarked;
