/**
 * Strict HTTP/1 framing and patience with slow clients, put in front of a Vert.x HTTP server: what
 * is not certain to mean one request is refused before anything else reads it.
 *
 * <p>Vert.x and the decoder below it are lenient in places where another server on the same path
 * may read a different request (request smuggling). So each connection's bytes are checked first
 * against the grammar of RFC 9112, and only what has a single reading is passed on. Bodies are
 * counted, not read. All state belongs to one connection and is touched only by its event loop.
 *
 * <p>Sees nothing of the host.
 */
@NullMarked
package dev.hearth.host.request.framing;

import org.jspecify.annotations.NullMarked;
