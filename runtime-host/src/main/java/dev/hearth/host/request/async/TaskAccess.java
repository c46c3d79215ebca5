package dev.hearth.host.request.async;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.Verdict;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.Target;
import dev.hearth.host.registry.AuthMode;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.response.ProblemDocument;
import java.util.Optional;

/** Who may see tasks and call them off, at the gateway. Any thread may use it. */
final class TaskAccess {

  private static final String READ = "read";

  private final KeyRing keys;
  private final FunctionRegistry registry;

  TaskAccess(KeyRing keys, FunctionRegistry registry) {
    this.keys = keys;
    this.registry = registry;
  }

  /** Why somebody may not see a task of a function; empty if they may. */
  Optional<ProblemDocument> refuseReading(Target target, String key) {
    return isPublic(target) || seesAll(key) ? Optional.empty() : refuseCalling(target, key);
  }

  /** Why somebody may not call a task of a function off; empty if they may. */
  Optional<ProblemDocument> refuseCancelling(Target target, String key) {
    return refuseCalling(target, key);
  }

  /** Whether somebody may see what functions threw. */
  boolean seesAll(String key) {
    return keys.judge(key, READ) == Verdict.ALLOWED;
  }

  private boolean isPublic(Target target) {
    return registry
        .resolve(target.function(), target.qualifier(), 0)
        .filter(version -> version.spec().auth() == AuthMode.PUBLIC)
        .isPresent();
  }

  private Optional<ProblemDocument> refuseCalling(Target target, String key) {
    String scope = "invoke:" + target.function();
    return switch (keys.judge(key, scope)) {
      case ALLOWED -> Optional.empty();
      case NO_KEY ->
          refused(
              Reason.UNAUTHENTICATED,
              "what becomes of this call is not public: send a key as \"Authorization: Bearer"
                  + " <key>\"");
      case WRONG_KEY -> refused(Reason.UNAUTHENTICATED, "the key that was sent is not known here");
      case NOT_IN_SCOPE ->
          refused(
              Reason.FORBIDDEN,
              "the key that was sent may not do this: it needs the scope " + scope + " or admin");
    };
  }

  private static Optional<ProblemDocument> refused(Reason reason, String detail) {
    return Optional.of(ProblemDocument.of(reason, detail));
  }
}
