package dev.hearth.host.invocation;

/** What caused an invocation; the names are those of OpenTelemetry's {@code faas.trigger}. */
public enum Trigger {
  HTTP("http"),
  PUBSUB("pubsub"),
  TIMER("timer"),
  OTHER("other");

  private final String semanticName;

  Trigger(String semanticName) {
    this.semanticName = semanticName;
  }

  /** The value of {@code faas.trigger}. */
  public String semanticName() {
    return semanticName;
  }
}
