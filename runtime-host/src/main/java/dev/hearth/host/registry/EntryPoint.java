package dev.hearth.host.registry;

/**
 * Where a call enters an artifact.
 *
 * @param target the class, in the form {@code com.acme.Hello}, or {@code com.acme.Hello::method}
 * @param style which contract it keeps
 */
public record EntryPoint(String target, HandlerStyle style) {

  @Override
  public String toString() {
    return target + " (" + style.contract() + ")";
  }
}
