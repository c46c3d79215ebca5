/**
 * Hostile functions as real uploads to a real host in a process of its own, each followed by a look
 * at the host's health. Sees what users see, and a witness inside the process.
 */
@NullMarked
package dev.hearth.host.attack;

import org.jspecify.annotations.NullMarked;
