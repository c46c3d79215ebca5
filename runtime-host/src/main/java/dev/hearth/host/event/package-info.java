/**
 * CloudEvents 1.0 on the wire: the binary, the structured and the batched mode of their HTTP
 * binding, read strictly and written.
 *
 * <p>{@link dev.hearth.host.event.EventCodec} is the way in. Used by the gateway and by sandboxes
 * alike. Sees {@code invocation}.
 */
@NullMarked
package dev.hearth.host.event;

import org.jspecify.annotations.NullMarked;
