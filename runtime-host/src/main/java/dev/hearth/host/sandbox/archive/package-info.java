/**
 * Reads uploaded ZIP archives with suspicion: what is not safe to unpack is refused, with all that
 * is wrong said at once.
 *
 * <p>{@link dev.hearth.host.sandbox.archive.ArchiveReader} is the only reader of archives in the
 * host, so what is checked is what is stored. {@link dev.hearth.host.sandbox.archive.ArchiveCheck}
 * holds the rules. Sees {@code config} and {@code sandbox}.
 */
@NullMarked
package dev.hearth.host.sandbox.archive;

import org.jspecify.annotations.NullMarked;
