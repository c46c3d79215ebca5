package dev.hearth.host.sandbox.classloader.policy;

/**
 * What happens where function code uses a member of the platform. A stand-in is a public static
 * method of a class in the package {@code guard}; it takes the receiver, if there is one, then the
 * arguments, then a {@code Scope}.
 */
public sealed interface Rule {

  /** It is used as it is. */
  record Allow() implements Rule {}

  /**
   * The use throws, with a message that names the member and the grant.
   *
   * @param grant the word in {@code permissions.allow} of the manifest that would allow it; empty
   *     if nothing does
   */
  record Refuse(String grant) implements Rule {}

  /** The stand-in is called in its place, and gives what it would have given. */
  record Replace(String guardClass, String method) implements Rule {}

  /**
   * The stand-in is called first, with the same arguments, and throws or returns nothing. For a
   * constructor it gets no receiver.
   */
  record Before(String guardClass, String method) implements Rule {}

  /** The stand-in is called afterwards with the object made or given, and returns nothing. */
  record After(String guardClass, String method) implements Rule {}

  /**
   * It is used, and the stand-in turns what it gave into what the code gets: it takes that and a
   * {@code Scope}. For methods that functions override, as {@code super.method()} works too.
   */
  record Filter(String guardClass, String method) implements Rule {}
}
