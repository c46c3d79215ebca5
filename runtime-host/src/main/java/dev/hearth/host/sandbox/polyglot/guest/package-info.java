/**
 * What the host and the languages say to each other. The languages live in a module layer of their
 * own and see, of the host, these types and no others: texts and bytes, never a value of a guest.
 *
 * <p>Sees nothing.
 */
@NullMarked
package dev.hearth.host.sandbox.polyglot.guest;

import org.jspecify.annotations.NullMarked;
