package dev.hearth.host.monitoring;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.ThrownError;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Set;

/** The attributes that spans, metrics and logs carry, and the values they share. */
final class SemanticAttributes {

  static final AttributeKey<String> FAAS_TRIGGER = AttributeKey.stringKey("faas.trigger");
  static final AttributeKey<String> FAAS_NAME = AttributeKey.stringKey("faas.name");
  static final AttributeKey<String> FAAS_VERSION = AttributeKey.stringKey("faas.version");
  static final AttributeKey<String> FAAS_INVOCATION_ID =
      AttributeKey.stringKey("faas.invocation_id");
  static final AttributeKey<Boolean> FAAS_COLDSTART = AttributeKey.booleanKey("faas.coldstart");
  static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<String> HTTP_METHOD_ORIGINAL =
      AttributeKey.stringKey("http.request.method_original");
  static final AttributeKey<String> HTTP_ROUTE = AttributeKey.stringKey("http.route");
  static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
  static final AttributeKey<String> URL_PATH = AttributeKey.stringKey("url.path");
  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");
  static final AttributeKey<String> EXCEPTION_MESSAGE = AttributeKey.stringKey("exception.message");
  static final AttributeKey<String> EXCEPTION_STACKTRACE =
      AttributeKey.stringKey("exception.stacktrace");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
  static final AttributeKey<String> PHASE = AttributeKey.stringKey("phase");
  static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("hearth.attempt");
  static final AttributeKey<String> LOG_SOURCE = AttributeKey.stringKey("hearth.log.source");

  /** The event, in logs and in spans, that tells of a failed invocation. */
  static final String EXCEPTION_EVENT = "faas.invocation.exception";

  /** Stands for a method that {@link #METHODS} does not name. */
  static final String OTHER_METHOD = "_OTHER";

  /** The methods that HTTP knows; any other name comes from the caller alone. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  private SemanticAttributes() {}

  /** The method, or {@link #OTHER_METHOD} so that callers cannot make up values without end. */
  static String method(String sent) {
    return METHODS.contains(sent) ? sent : OTHER_METHOD;
  }

  /** The route that every function has. */
  static String route(String function) {
    return "/fn/" + function;
  }

  /**
   * What {@link #EXCEPTION_EVENT} carries: the throwable's three texts; the failure's own slug and
   * detail where nothing was thrown.
   */
  static Attributes ofFailure(Outcome.Failed failed) {
    ThrownError error = failed.error();
    boolean thrown = !error.type().isEmpty();
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(EXCEPTION_TYPE, thrown ? error.type() : failed.reason().slug());
    attributes.put(EXCEPTION_MESSAGE, thrown ? error.message() : failed.detail());
    if (!error.stackTrace().isEmpty()) {
      attributes.put(EXCEPTION_STACKTRACE, error.stackTrace());
    }
    return attributes.build();
  }
}
