/**
 * The embedded store: what must outlive the process, in one SQLite file.
 *
 * <p>{@link dev.hearth.host.store.SqliteStore} keeps the promises of {@code registry.Catalogue} and
 * {@code access.KeyStore}. All writes go through {@link dev.hearth.host.store.WriteQueue}, which
 * commits those that arrive together in one go; what only SQLite understands is in {@link
 * dev.hearth.host.store.SqliteFile}. Sees {@code access}, {@code config} and {@code registry}.
 */
@NullMarked
package dev.hearth.host.store;

import org.jspecify.annotations.NullMarked;
