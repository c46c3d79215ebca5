package dev.hearth.host.sandbox.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for names of entries: a name that passes stays inside any directory it is put in. */
public final class EntryNames {

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  /** The longest file name that Linux file systems take, in bytes. */
  private static final int SEGMENT_BYTES = 255;

  private static final int DEEPEST = 64;

  private EntryNames() {}

  /**
   * What is wrong with a name, a sentence without its full stop; empty if it may be used.
   *
   * @param maxBytes how long it may be in UTF-8
   */
  public static Optional<String> flaw(String name, int maxBytes) {
    if (name.isEmpty()) {
      return Optional.of("an entry has no name");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      return Optional.of("the name is longer than " + maxBytes + " bytes");
    }
    return characterFlaw(name).or(() -> placeFlaw(name));
  }

  private static Optional<String> characterFlaw(String name) {
    if (name.indexOf('\0') >= 0) {
      return Optional.of("the name contains a NUL character");
    }
    if (name.indexOf('\uFFFD') >= 0) {
      return Optional.of("the name is not UTF-8: pack the archive with UTF-8 names");
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      return Optional.of("the name contains control characters");
    }
    return name.indexOf('\\') < 0
        ? Optional.empty()
        : Optional.of("the name contains a backslash: pack the archive with \"/\" between folders");
  }

  private static Optional<String> placeFlaw(String name) {
    if (name.startsWith("/")) {
      return Optional.of("the name is absolute: pack the archive with relative names");
    }
    if (DRIVE.matcher(name).matches()) {
      return Optional.of("the name begins with a drive letter: pack it with relative names");
    }
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    String[] segments = path.split("/", -1);
    if (segments.length > DEEPEST) {
      return Optional.of("the name goes more than " + DEEPEST + " folders deep");
    }
    return Arrays.stream(segments).flatMap(s -> segmentFlaw(s).stream()).findFirst();
  }

  private static Optional<String> segmentFlaw(String segment) {
    if (segment.equals("..")) {
      return Optional.of("the name contains \"..\" and could leave its folder");
    }
    if (segment.isEmpty() || segment.equals(".")) {
      return Optional.of("the name contains an empty or \".\" folder");
    }
    return segment.getBytes(StandardCharsets.UTF_8).length > SEGMENT_BYTES
        ? Optional.of("a part of the name is longer than " + SEGMENT_BYTES + " bytes")
        : Optional.empty();
  }
}
