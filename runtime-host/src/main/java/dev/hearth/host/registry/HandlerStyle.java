package dev.hearth.host.registry;

import java.util.Set;

/** The contracts a handler can keep, and the HTTP methods that reach it. */
public enum HandlerStyle {
  HTTP("dev.hearth.function.HttpFunction"),
  EVENT("dev.hearth.function.EventFunction"),
  TYPED("dev.hearth.function.TypedFunction"),
  FUNCTION("java.util.function.Function"),
  SUPPLIER("java.util.function.Supplier"),
  CONSUMER("java.util.function.Consumer"),
  CLOUD_HTTP("com.google.cloud.functions.HttpFunction"),
  CLOUD_BACKGROUND("com.google.cloud.functions.BackgroundFunction"),
  CLOUD_RAW_BACKGROUND("com.google.cloud.functions.RawBackgroundFunction"),
  CLOUD_EVENT("com.google.cloud.functions.CloudEventsFunction"),
  CLOUD_TYPED("com.google.cloud.functions.TypedFunction"),
  LAMBDA_STREAM("com.amazonaws.services.lambda.runtime.RequestStreamHandler"),
  LAMBDA("com.amazonaws.services.lambda.runtime.RequestHandler"),
  LAMBDA_METHOD("Class::method"),
  JAVASCRIPT("handler(event, context) in JavaScript"),
  PYTHON("handler(event, context) in Python"),
  WASM("WASI command");

  private static final Set<String> READING = Set.of("GET", "HEAD", "POST");
  private static final Set<String> SENDING = Set.of("POST");

  private final String contract;

  HandlerStyle(String contract) {
    this.contract = contract;
  }

  /** The interface that a handler of this style implements; the form of its name if it has none. */
  public String contract() {
    return contract;
  }

  /** Whether it is a contract of Google's functions-framework-java. */
  public boolean isCloud() {
    return contract.startsWith("com.google.cloud.functions.");
  }

  /** Whether it is a contract of the JDK, which a class may keep without being a handler. */
  public boolean isOfPlatform() {
    return contract.startsWith("java.");
  }

  /** Whether it is called as AWS Lambda calls handlers. */
  public boolean isLambda() {
    return switch (this) {
      case LAMBDA_STREAM, LAMBDA, LAMBDA_METHOD -> true;
      default -> false;
    };
  }

  /** Whether it is no class of Java, but a program in another language. */
  public boolean isProgram() {
    return switch (this) {
      case JAVASCRIPT, PYTHON, WASM -> true;
      default -> false;
    };
  }

  /** Whether a request with this HTTP method reaches the handler. */
  public boolean takes(String method) {
    return methods().isEmpty() || methods().contains(method);
  }

  /** The methods that reach the handler; empty means all of them. */
  public Set<String> methods() {
    return switch (this) {
      case HTTP,
          CLOUD_HTTP,
          CLOUD_BACKGROUND,
          CLOUD_RAW_BACKGROUND,
          CLOUD_EVENT,
          CLOUD_TYPED,
          LAMBDA_STREAM,
          LAMBDA,
          LAMBDA_METHOD,
          JAVASCRIPT,
          PYTHON,
          WASM ->
          Set.of();
      case SUPPLIER -> READING;
      case EVENT, TYPED, FUNCTION, CONSUMER -> SENDING;
    };
  }
}
