package dev.hearth.host.sandbox.classloader.policy;

/**
 * A place in code that uses a member.
 *
 * @param type whose code, in the form {@code com/acme/Hello}
 * @param method which of its methods
 * @param member what it uses
 */
record Site(String type, String method, Member member) {

  private static final int LONGEST = 160;

  /**
   * A method or field as an instruction names it.
   *
   * @param owner in the form {@code java/lang/System}
   */
  record Member(String owner, String name, String descriptor) {

    /** In the form {@code java.lang.System.exit}. */
    String shown() {
      return printable(owner.replace('/', '.') + "." + name);
    }
  }

  /** In the form {@code com.acme.Hello.handle: java.lang.System.exit}. */
  String shown() {
    return shownType() + "." + shownMethod() + ": " + member.shown();
  }

  String shownType() {
    return printable(type.replace('/', '.'));
  }

  String shownMethod() {
    return printable(method);
  }

  /** Names in class files may be long and hold nearly anything. */
  private static String printable(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
