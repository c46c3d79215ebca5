package dev.hearth.host.queue.durable;

import java.time.Instant;

/**
 * By what a repetition is told from something new.
 *
 * @param scope what the key is unique in: {@code call:<function>}, {@code event:<source>}, {@code
 *     hook:<function>/<name>}
 * @param key as the sender gave it
 * @param payload a digest of all that a repetition must have in common with the first
 * @param until from this moment on the key is forgotten
 */
public record OnceKey(String scope, String key, String payload, Instant until) {}
