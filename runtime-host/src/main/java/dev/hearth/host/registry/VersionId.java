package dev.hearth.host.registry;

/**
 * One version of one function as people name it, {@code hello@3}.
 *
 * @param number counted from 1
 */
public record VersionId(FunctionName function, int number) {

  public VersionId {
    if (number < 1) {
      throw new IllegalArgumentException("versions count from 1, not " + number);
    }
  }

  @Override
  public String toString() {
    return function + "@" + number;
  }
}
