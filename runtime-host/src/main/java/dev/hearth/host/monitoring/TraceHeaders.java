package dev.hearth.host.monitoring;

import dev.hearth.host.invocation.HeaderField;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads header fields for OpenTelemetry's propagators. A field that occurs more than once is joined
 * by commas, as HTTP says; so two {@code traceparent} fields make a malformed one, which W3C Trace
 * Context wants ignored. Stateless.
 */
final class TraceHeaders implements TextMapGetter<List<HeaderField>> {

  @Override
  public Iterable<String> keys(List<HeaderField> headers) {
    return headers.stream().map(HeaderField::name).toList();
  }

  @Override
  public @Nullable String get(@Nullable List<HeaderField> headers, String name) {
    if (headers == null) {
      return null;
    }
    String found = null;
    for (int i = 0; i < headers.size(); i++) {
      HeaderField field = headers.get(i);
      if (field.name().equalsIgnoreCase(name)) {
        found = found == null ? field.value() : found + "," + field.value();
      }
    }
    return found;
  }
}
