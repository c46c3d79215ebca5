package dev.hearth.host.sandbox.classloader.cloud;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What a caller gets when a function has failed. Stateless. */
final class Failures {

  private static final HeaderField NOT_TO_BE_CACHED =
      new HeaderField("Cache-Control", "must-revalidate,no-cache,no-store");

  /** For events, which have no answer of their own. */
  static final Outcome.Answered OF_EVENT = notToBeCached(CloudBinder.empty(500));

  private Failures() {}

  /** The same with the word to caches that the original sends with its errors. */
  static Outcome.Answered notToBeCached(Outcome.Answered answer) {
    List<HeaderField> headers = new ArrayList<>(answer.headers());
    headers.removeIf(field -> field.name().equalsIgnoreCase(NOT_TO_BE_CACHED.name()));
    headers.add(NOT_TO_BE_CACHED);
    return new Outcome.Answered(answer.status(), headers, answer.body());
  }
}
