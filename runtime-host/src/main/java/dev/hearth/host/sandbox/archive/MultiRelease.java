package dev.hearth.host.sandbox.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settles once which entries a JAR has for Java 25, as the JAR File Specification's section on
 * multi-release JARs says.
 */
public final class MultiRelease {

  private static final int OLDEST = 9;
  private static final int NEWEST = 25;
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d{1,4})/(.+)");
  private static final String VERSIONS = "META-INF/versions/";

  private MultiRelease() {}

  /**
   * The names under which entries are seen; entries that are not seen are left out.
   *
   * @param enabled whether the manifest says {@code Multi-Release: true}
   */
  public static Map<ArchiveEntry, String> names(List<ArchiveEntry> entries, boolean enabled) {
    Map<String, Integer> newest = new HashMap<>();
    if (enabled) {
      for (ArchiveEntry entry : entries) {
        if (version(entry) > 0) {
          newest.merge(name(entry), version(entry), Math::max);
        }
      }
    }
    Map<ArchiveEntry, String> names = new HashMap<>();
    for (ArchiveEntry entry : entries) {
      String name = name(entry);
      boolean hidden = entry.name().startsWith(VERSIONS) && version(entry) == 0;
      if (!hidden && newest.getOrDefault(name, 0) == version(entry)) {
        names.put(entry, name);
      }
    }
    return names;
  }

  private static String name(ArchiveEntry entry) {
    Matcher matcher = VERSIONED.matcher(entry.name());
    return matcher.matches() ? matcher.group(2) : entry.name();
  }

  /** 0 for an entry that is not of a version, or of one that is not seen. */
  private static int version(ArchiveEntry entry) {
    Matcher matcher = VERSIONED.matcher(entry.name());
    if (!matcher.matches() || matcher.group(2).startsWith("META-INF/") || entry.isDirectory()) {
      return 0;
    }
    int version = Integer.parseInt(matcher.group(1));
    return version >= OLDEST && version <= NEWEST ? version : 0;
  }
}
