package dev.hearth.host.invocation;

/**
 * Why something was not done: the one enumeration behind the field {@code reason}. The word {@code
 * forbidden} stands for two: the caller may not, or the function used what its policy refuses; the
 * component tells which.
 */
public enum Reason {
  INVALID_REQUEST("invalid-request", Component.CALLER),
  SCHEMA_VIOLATION("schema-violation", Component.CALLER),
  UNAUTHENTICATED("unauthenticated", Component.CALLER),
  FORBIDDEN("forbidden", Component.CALLER),
  UNKNOWN_FUNCTION("unknown-function", Component.CALLER),
  UNKNOWN_VERSION("unknown-version", Component.CALLER),
  UNKNOWN_ROUTE("unknown-route", Component.CALLER),
  UNKNOWN_INVOCATION("unknown-invocation", Component.CALLER),
  UNKNOWN_KEY("unknown-key", Component.CALLER),
  UNKNOWN_SECRET("unknown-secret", Component.CALLER),
  UNKNOWN_WEBHOOK("unknown-webhook", Component.CALLER),
  UNKNOWN_SCHEDULE("unknown-schedule", Component.CALLER),
  METHOD_NOT_ALLOWED("method-not-allowed", Component.CALLER),
  CONFLICT("conflict", Component.CALLER),
  PAYLOAD_TOO_LARGE("payload-too-large", Component.CALLER),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", Component.CALLER),
  IDEMPOTENCY_MISMATCH("idempotency-mismatch", Component.CALLER),
  CALLER_TIMEOUT("caller-timeout", Component.CALLER),
  CANCELLED("cancelled", Component.CALLER),
  HOP_LIMIT("hop-limit", Component.CALLER),
  INVALID_ARTIFACT("invalid-artifact", Component.CALLER),
  INVALID_CONFIG("invalid-config", Component.CALLER),
  THROTTLED("throttled", Component.FUNCTION),
  FUNCTION_DISABLED("function-disabled", Component.FUNCTION),
  SECRET_UNUSABLE("secret-unusable", Component.FUNCTION),
  FUNCTION_ERROR("function-error", Component.FUNCTION),
  INIT_FAILED("init-failed", Component.FUNCTION),
  INVALID_RESPONSE("invalid-response", Component.FUNCTION),
  FUNCTION_CRASHED("function-crashed", Component.FUNCTION),
  FORBIDDEN_MEMBER("forbidden", Component.FUNCTION),
  MEMORY_EXCEEDED("memory-exceeded", Component.FUNCTION),
  CPU_EXCEEDED("cpu-exceeded", Component.FUNCTION),
  RUN_TIMEOUT("run-timeout", Component.FUNCTION),
  INIT_TIMEOUT("init-timeout", Component.FUNCTION),
  QUEUE_TIMEOUT("queue-timeout", Component.FUNCTION),
  OVERLOADED("overloaded", Component.HOST),
  DRAINING("draining", Component.HOST),
  STORE_UNAVAILABLE("store-unavailable", Component.HOST),
  HOST_ERROR("host-error", Component.HOST);

  private final String slug;
  private final Component component;

  Reason(String slug, Component component) {
    this.slug = slug;
    this.component = component;
  }

  /** As it stands in problem documents, records and metrics. */
  public String slug() {
    return slug;
  }

  /** Who has to act on it. */
  public Component component() {
    return component;
  }

  /** Who has to act. */
  public enum Component {
    CALLER("caller"),
    FUNCTION("function"),
    HOST("host");

    private final String slug;

    Component(String slug) {
      this.slug = slug;
    }

    /** As it stands in problem documents. */
    public String slug() {
      return slug;
    }
  }
}
