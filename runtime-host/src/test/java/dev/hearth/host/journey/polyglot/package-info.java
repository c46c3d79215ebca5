/** Ways of users who bring JavaScript, Python or WebAssembly. */
@NullMarked
package dev.hearth.host.journey.polyglot;

import org.jspecify.annotations.NullMarked;
