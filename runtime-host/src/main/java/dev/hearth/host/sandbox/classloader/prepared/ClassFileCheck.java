package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.sandbox.archive.Printable;
import dev.hearth.host.sandbox.classloader.policy.SharedApis;
import dev.hearth.host.sandbox.classloader.rewrite.Rewriter;
import java.lang.classfile.ClassModel;
import java.util.regex.Pattern;

/**
 * Decides whether a class file may be stored. It is parsed from end to end, code included; the JVM
 * verifies it once more when it is loaded.
 */
final class ClassFileCheck {

  private static final int PREVIEW_MINOR = 0xFFFF;

  /** Java Virtual Machine Specification 25, section 4.2.2; a slash separates here. */
  private static final Pattern NO_CLASS_NAME = Pattern.compile(".*[.;\\[].*", Pattern.DOTALL);

  private ClassFileCheck() {}

  /**
   * Checks one class file.
   *
   * @param path where it stands in its JAR, in the form {@code com/acme/Hello.class}
   */
  static Verdict check(String path, byte[] classFile) {
    String name = path.substring(0, path.length() - ".class".length());
    if (SharedApis.cover(name.replace('/', '.'))) {
      return new Verdict.ApiCopy();
    }
    if (name.startsWith("java/") || name.startsWith("dev/hearth/host/")) {
      return refused("its package is reserved: move the class to a package of your own");
    }
    if (NO_CLASS_NAME.matcher(name).matches()) {
      return refused("its path is not the name of a class");
    }
    return header(classFile).orElseParse(name, classFile);
  }

  private static Header header(byte[] b) {
    if (b.length < 10 || u16(b, 0) != 0xCAFE || u16(b, 2) != 0xBABE) {
      return new Header("it is not a class file: build the JAR again");
    }
    int minor = u16(b, 4);
    int major = u16(b, 6);
    return new Header(
        Rewriter.flawOfVersion(major)
            .orElse(
                minor == PREVIEW_MINOR
                    ? "it uses preview features, which work in one Java release only: compile it without --enable-preview"
                    : ""));
  }

  private static int u16(byte[] b, int at) {
    return (b[at] & 0xFF) << 8 | (b[at + 1] & 0xFF);
  }

  private static Verdict refused(String why) {
    return new Verdict.Refused(why);
  }

  /** What is wrong with the first eight bytes; empty if nothing is. */
  private record Header(String flaw) {

    Verdict orElseParse(String name, byte[] classFile) {
      return flaw.isEmpty() ? parse(name, classFile) : refused(flaw);
    }
  }

  private static Verdict parse(String path, byte[] classFile) {
    try {
      ClassModel model = ClassFileWalk.walk(classFile);
      String name = model.thisClass().asInternalName();
      return name.equals(path)
          ? new Verdict.Sound(ClassFileWalk.facts(model))
          : refused(
              "it holds the class %s, so it belongs at %s.class%s"
                  .formatted(Printable.of(name), Printable.of(name), hint(path)));
    } catch (RuntimeException | StackOverflowError e) {
      return refused(
          "it is not a sound class file (%s): build the JAR again"
              .formatted(Printable.of(String.valueOf(e.getMessage()))));
    }
  }

  private static String hint(String path) {
    return path.startsWith("BOOT-INF/classes/") || path.startsWith("WEB-INF/classes/")
        ? "; upload a plain JAR with its libraries in lib/, not an executable or web archive"
        : "";
  }

  /** How a check ended. */
  sealed interface Verdict {

    /** It may be stored. */
    record Sound(ClassFacts facts) implements Verdict {}

    /** A copy of Hearth's API, to be left out: the host brings it. */
    record ApiCopy() implements Verdict {}

    /** The artifact cannot be taken; {@code why} says what to do. */
    record Refused(String why) implements Verdict {}
  }
}
