package dev.hearth.host.admin;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.Verdict;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.request.Answers;
import dev.hearth.host.request.RequestHeaders;
import dev.hearth.host.response.ProblemDocument;
import io.vertx.ext.web.handler.SecurityPolicyHandler;

/** Lets only holders of a key with the right scope through. */
final class Authorisation {

  private final KeyRing keys;

  Authorisation(KeyRing keys) {
    this.keys = keys;
  }

  /** Before any body is read: goes on only for keys with {@code scope} or {@code admin}. */
  SecurityPolicyHandler requires(String scope) {
    return exchange -> {
      Verdict verdict = keys.judge(RequestHeaders.key(exchange.request().headers()), scope);
      if (verdict == Verdict.ALLOWED) {
        exchange.next();
      } else {
        Answers.problem(exchange.request(), refusal(verdict, scope));
      }
    };
  }

  private static ProblemDocument refusal(Verdict verdict, String scope) {
    return switch (verdict) {
      case NO_KEY ->
          ProblemDocument.of(
              Reason.UNAUTHENTICATED,
              "the control API wants a key: send \"Authorization: Bearer <key>\"; the admin key is"
                  + " in the file admin.key of the data directory");
      case WRONG_KEY ->
          ProblemDocument.of(
              Reason.UNAUTHENTICATED,
              "the key that was sent is not known here; the admin key is in the file admin.key of"
                  + " the data directory");
      case NOT_IN_SCOPE, ALLOWED ->
          ProblemDocument.of(
              Reason.FORBIDDEN,
              "the key that was sent may not do this: it needs the scope " + scope + " or admin");
    };
  }
}
