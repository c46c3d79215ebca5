package dev.hearth.host.sandbox.classloader.guard;

/**
 * The instance that rewritten code belongs to, as the last argument of every stand-in. Each
 * function class loader has one; the guard class of the loader holds it in a static field.
 */
public final class Scope {

  private final Ward ward;

  /** With what the instance offers. */
  public Scope(Ward ward) {
    this.ward = ward;
  }

  /** The scope of the loader that defined a guard class. */
  public static Scope of(Class<?> guardClass) {
    if (guardClass.getClassLoader() instanceof Scoped scoped) {
      return scoped.scope();
    }
    throw new IllegalStateException(guardClass + " belongs to no function");
  }

  /** Called when the flag of the loader's guard class is up: throws if it is meant. */
  public void check() {
    if (ward.mustEnd()) {
      throw new Kill("the call was ended");
    }
  }

  /** Called before something of more than 16 KiB is allocated; throws if the budget forbids it. */
  public void allocating(long bytes) {
    ward.allocating(bytes);
  }
}
