package dev.hearth.host.deployment;

import dev.hearth.host.config.Problem;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import java.util.List;

/** A deployment was refused; nothing has changed. */
public final class DeploymentRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient List<Problem> problems;
  private final transient ThrownError error;

  /**
   * A refusal.
   *
   * @param detail a sentence that says what is wrong and how to mend it
   * @param problems everything that is wrong; may be empty if the detail says it all
   * @param error what the function threw when it was tried; {@link ThrownError#NONE} if nothing
   */
  public DeploymentRefusedException(
      Reason reason, String detail, List<Problem> problems, ThrownError error) {
    super(detail);
    this.reason = reason;
    this.problems = List.copyOf(problems);
    this.error = error;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Everything that is wrong. */
  public List<Problem> problems() {
    return problems;
  }

  /** What the function threw when it was tried. */
  public ThrownError error() {
    return error;
  }
}
