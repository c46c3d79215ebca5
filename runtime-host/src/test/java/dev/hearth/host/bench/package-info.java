/**
 * Measures the host from outside: {@code scripts/bench} runs {@link dev.hearth.host.bench.Bench},
 * which starts the real product and a peer as processes of their own and puts load on them. Sees
 * nothing of the host, only {@code load}, {@code bench.replay}, {@code fixture}, Vert.x and Jackson
 * for the peer, and the JDK; but what rewriting costs is measured with the host's own rewriter and
 * guard.
 */
@NullMarked
package dev.hearth.host.bench;

import org.jspecify.annotations.NullMarked;
