package dev.hearth.host.sandbox.polyglot.truffle;

/** The names of sources as people see them. */
final class SourceNames {

  /** What stands before the names of sources that belong to the host. */
  static final String OURS = "hearth:";

  private SourceNames() {}

  /** Whether it belongs to the host. */
  static boolean isOurs(String name) {
    return name.startsWith(OURS);
  }

  /** Without the place where guests find their program. */
  static String shown(String name) {
    String home = GuestFiles.HOME + "/";
    return name.startsWith(home) ? name.substring(home.length()) : name;
  }
}
