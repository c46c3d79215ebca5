package dev.hearth.host.response;

import dev.hearth.host.invocation.Reason;

/** A request to the control API is refused. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient ProblemDocument problem;

  public RefusedException(ProblemDocument problem) {
    super(problem.detail());
    this.problem = problem;
  }

  public RefusedException(Reason reason, String detail) {
    this(ProblemDocument.of(reason, detail));
  }

  public ProblemDocument problem() {
    return problem;
  }
}
