/**
 * The embedded store: what must outlive the process, in one SQLite file.
 *
 * <p>{@link dev.hearth.host.store.SqliteStore} keeps the promises of the seams that the stages
 * declare, such as {@code registry.Catalogue} and {@code access.KeyStore}; a second driver would
 * keep the same. How rows are read and written is in {@code store.sql}, tasks are in {@code
 * store.task}, secrets in {@code store.secret}. Sees {@code access}, {@code config}, {@code
 * queue.durable}, {@code registry}, {@code registry.trigger}, {@code secret}, {@code store.secret},
 * {@code store.sql} and {@code store.task}.
 */
@NullMarked
package dev.hearth.host.store;

import org.jspecify.annotations.NullMarked;
