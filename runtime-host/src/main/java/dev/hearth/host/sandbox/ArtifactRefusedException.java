package dev.hearth.host.sandbox;

import dev.hearth.host.config.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** An artifact cannot be deployed; carries everything that is wrong with it. */
public final class ArtifactRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** With at least one problem. */
  public ArtifactRefusedException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong. */
  public List<Problem> problems() {
    return problems;
  }
}
