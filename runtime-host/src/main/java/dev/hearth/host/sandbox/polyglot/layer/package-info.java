/**
 * Where the languages come from: a directory of modules beside the host, which is opened when a
 * function needs it for the first time. Until then nothing of it is loaded.
 *
 * <p>Sees {@code sandbox.polyglot.guest}.
 */
@NullMarked
package dev.hearth.host.sandbox.polyglot.layer;

import org.jspecify.annotations.NullMarked;
