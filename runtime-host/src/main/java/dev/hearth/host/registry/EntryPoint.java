package dev.hearth.host.registry;

/**
 * Where a call enters an artifact.
 *
 * @param target the class, in the form {@code com.acme.Hello}
 * @param style which contract the class keeps
 */
public record EntryPoint(String target, HandlerStyle style) {

  @Override
  public String toString() {
    return target + " (" + style.contract() + ")";
  }
}
