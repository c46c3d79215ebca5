package dev.hearth.host.sandbox.classloader.policy;

/**
 * One line of the table.
 *
 * @param owner a class in the form {@code java/lang/System}; a package, {@code java/rmi}, if the
 *     name is {@code **}
 * @param name a method, a field, {@code <init>}, {@code *} for every member of the class, or {@code
 *     **} for every member of every class in the package
 * @param parameters in the form {@code (ILjava/lang/String;)}; empty for every overload
 * @param practical what holds under the practical policy
 * @param strict what holds under the strict one
 * @param note why
 * @param number which line it is, from 1
 */
record RuleLine(
    String owner,
    String name,
    String parameters,
    Action practical,
    Action strict,
    String note,
    int number) {

  static final String ANY_MEMBER = "*";
  static final String ANY_CLASS = "**";

  /**
   * What a line says for one policy.
   *
   * @param rule for everybody
   * @param granted in its place for a function that has the grant the rule names
   */
  record Action(Rule rule, Rule granted) {}

  /** The member as the table writes it. */
  String pattern() {
    return owner.replace('/', '.') + "." + name + parameters;
  }
}
