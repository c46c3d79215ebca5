/**
 * Stage 7 of 8, monitoring: spans, metrics, the page for Prometheus, the recent invocations and the
 * host's health.
 *
 * <p>Sees {@code config}, {@code invocation} and {@code registry}. Nothing else in the host knows
 * OpenTelemetry: the other stages see only {@code InvocationTracer} and {@code InvocationListener}.
 * All names are those of OpenTelemetry's semantic conventions 1.44.0; where these have none, the
 * name begins with {@code hearth.}.
 */
@NullMarked
package dev.hearth.host.monitoring;

import org.jspecify.annotations.NullMarked;
