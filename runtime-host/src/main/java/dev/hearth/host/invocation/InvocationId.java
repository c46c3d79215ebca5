package dev.hearth.host.invocation;

/**
 * The id of one invocation.
 *
 * @param value a UUID of version 7 in its text form, so that ids sort by time
 */
public record InvocationId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
