package dev.hearth.host.registry;

import java.util.Set;

/** The contracts a handler can keep, and the HTTP methods that reach it. */
public enum HandlerStyle {
  HTTP("dev.hearth.function.HttpFunction"),
  EVENT("dev.hearth.function.EventFunction"),
  TYPED("dev.hearth.function.TypedFunction"),
  FUNCTION("java.util.function.Function"),
  SUPPLIER("java.util.function.Supplier"),
  CONSUMER("java.util.function.Consumer");

  private static final Set<String> READING = Set.of("GET", "HEAD", "POST");
  private static final Set<String> SENDING = Set.of("POST");

  private final String contract;

  HandlerStyle(String contract) {
    this.contract = contract;
  }

  /** The interface that a handler of this style implements. */
  public String contract() {
    return contract;
  }

  /** Whether a request with this HTTP method reaches the handler. */
  public boolean takes(String method) {
    return methods().isEmpty() || methods().contains(method);
  }

  /** The methods that reach the handler; empty means all of them. */
  public Set<String> methods() {
    return switch (this) {
      case HTTP -> Set.of();
      case SUPPLIER -> READING;
      case EVENT, TYPED, FUNCTION, CONSUMER -> SENDING;
    };
  }
}
