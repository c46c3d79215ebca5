/** Tests of strict framing, mostly over real sockets against a real server. */
@NullMarked
package dev.hearth.host.request.framing;

import org.jspecify.annotations.NullMarked;
