package dev.hearth.host.admin;

import dev.hearth.host.invocation.Reason;
import dev.hearth.host.response.ProblemDocument;

/** A request to the control API is refused. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient ProblemDocument problem;

  RefusedException(ProblemDocument problem) {
    super(problem.detail());
    this.problem = problem;
  }

  RefusedException(Reason reason, String detail) {
    this(ProblemDocument.of(reason, detail));
  }

  ProblemDocument problem() {
    return problem;
  }
}
