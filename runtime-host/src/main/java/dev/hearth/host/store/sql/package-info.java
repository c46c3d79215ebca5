/**
 * How the embedded store reads and writes, whatever is kept in it: one SQLite file, one writer that
 * commits in groups, migrations.
 *
 * <p>{@link dev.hearth.host.store.sql.Database} is the way in. What only SQLite understands is in
 * {@link dev.hearth.host.store.sql.SqliteFile}. Sees {@code registry}, for its {@code
 * StoreException}.
 */
@NullMarked
package dev.hearth.host.store.sql;

import org.jspecify.annotations.NullMarked;
