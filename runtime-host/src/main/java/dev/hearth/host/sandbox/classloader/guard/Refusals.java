package dev.hearth.host.sandbox.classloader.guard;

/** Makes what is thrown where function code uses what it may not use. Stateless. */
public final class Refusals {

  private static final String PROCESS =
      "no grant allows it in the class loader sandbox; `sandbox: process` in the manifest gives the"
          + " function a process of its own, where it may";

  private Refusals() {}

  /**
   * The refusal of a platform member, to be thrown.
   *
   * @param member for instance {@code java.lang.System.exit}
   * @param grant the word of {@code permissions.allow} that would allow it; empty if none does
   */
  public static ForbiddenException refuse(String member, String grant, Scope scope) {
    String mend =
        grant.isEmpty()
            ? PROCESS
            : "`permissions: {allow: [" + grant + "]}` in the manifest would allow it";
    return because("use " + member, mend, scope);
  }

  /**
   * The refusal of a class that inherits a platform member and has an interface with the same one,
   * to be thrown when the class is initialised.
   *
   * @param member for instance {@code java.lang.Thread.setName}
   * @param through the interface
   */
  public static ForbiddenException detour(String member, String through, Scope scope) {
    return because(
        "have a class in which " + member + " can be called through " + through,
        "Hearth confines that method where it is called on its own class; give the method of the"
            + " interface another name, or use `sandbox: process`",
        scope);
  }

  /**
   * Throws if the class of a receiver is the function's own: what it overrides would be called by
   * the stand-in, and could call the stand-in by {@code super}, for ever.
   */
  static void notOwn(Object receiver, Scope scope) {
    Class<?> type = receiver.getClass();
    if (type.getClassLoader() instanceof Scope.Holder) {
      throw because(
          "use " + type.getName() + " as a " + type.getSuperclass().getName(),
          "use the class of the platform itself",
          scope);
    }
  }

  /** The refusal of something that no grant allows. */
  public static ForbiddenException never(String what, Scope scope) {
    return because(what, PROCESS, scope);
  }

  /**
   * The refusal of an action.
   *
   * @param what completes "the function may not"
   * @param mend says what to do about it
   */
  public static ForbiddenException because(String what, String mend, Scope scope) {
    String message =
        "the function " + scope.premises().function() + " may not " + what + ": " + mend;
    scope.ward().forbidden(message);
    return new ForbiddenException(message);
  }
}
