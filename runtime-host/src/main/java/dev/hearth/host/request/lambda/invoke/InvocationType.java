package dev.hearth.host.request.lambda.invoke;

import java.util.Arrays;
import java.util.Optional;

/** What a client wants of a call; the names are those of {@code X-Amz-Invocation-Type}. */
enum InvocationType {
  REQUEST_RESPONSE("RequestResponse", 6 * 1024 * 1024),
  EVENT("Event", 1024 * 1024),
  DRY_RUN("DryRun", 6 * 1024 * 1024);

  private final String text;
  private final long maxPayload;

  InvocationType(String text, long maxPayload) {
    this.text = text;
    this.maxPayload = maxPayload;
  }

  /** As it is sent. */
  String text() {
    return text;
  }

  /** The most bytes of a payload, as AWS has it. */
  long maxPayload() {
    return maxPayload;
  }

  /** The type that is sent so. */
  static Optional<InvocationType> named(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }
}
