package dev.hearth.host.attack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads attacks of one theme. An attack begins with a line {@code === row name | words}; the words
 * say how it may end. The body of the function follows, then parts that begin with {@code ---}:
 *
 * <ul>
 *   <li>{@code members}: what stands beside the body
 *   <li>{@code supplier}: the body of a {@code Supplier<Object>}, in place of the first body
 *   <li>{@code whole}: the whole class, in place of the first body
 *   <li>{@code entry NAME}: a further entry of the JAR
 * </ul>
 *
 * <p>An attack with the word {@code excluded} is not tried; its body says why.
 */
final class AttackFile {

  static final String EXCLUDED = "excluded";

  private static final List<String> FILES =
      List.of(
          "exit", "deputies", "threads", "reach", "state", "files", "loops", "memory", "answers");

  private AttackFile() {}

  /** What all files hold, those included that are excluded. */
  static List<Attack> all() {
    return FILES.stream().flatMap(file -> parse(read(file)).stream()).toList();
  }

  private static String read(String file) {
    try (InputStream in =
        Objects.requireNonNull(AttackFile.class.getResourceAsStream(file + ".txt"), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Attack> parse(String text) {
    List<Attack> attacks = new ArrayList<>();
    String[] pieces = text.split("(?m)^=== ", -1);
    for (String piece : Arrays.asList(pieces).subList(1, pieces.length)) {
      attacks.add(attack(piece));
    }
    return attacks;
  }

  private static Attack attack(String piece) {
    String[] header = piece.lines().findFirst().orElseThrow().split("[ |]+", 3);
    String name = header[1];
    String words = header[2].strip();
    Map<String, String> parts = parts(piece.substring(piece.indexOf('\n') + 1));
    Map<String, String> entries = new LinkedHashMap<>();
    parts.forEach((part, text) -> {
      if (part.startsWith("entry ")) {
        entries.put(
            part.substring(6), text.strip().replace("%PACKAGE%", Attack.packageOf(name)) + "\n");
      }
    });
    String source =
        words.equals(EXCLUDED)
            ? parts.getOrDefault("", "").strip()
            : HostileSource.of(Attack.packageOf(name), parts);
    return new Attack(header[0], name, words, contained(words), source, entries, Crafting.none());
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    String[] pieces = text.split("(?m)^--- ", -1);
    parts.put("", pieces[0]);
    for (String piece : Arrays.asList(pieces).subList(1, pieces.length)) {
      int end = piece.indexOf('\n');
      parts.put(piece.substring(0, end).strip(), piece.substring(end + 1));
    }
    return parts;
  }

  static Set<Seen> contained(String words) {
    Set<Seen> contained = EnumSet.noneOf(Seen.class);
    if (!words.equals(EXCLUDED)) {
      for (String word : words.split(" ", -1)) {
        contained.addAll(Seen.of(word));
      }
    }
    return contained;
  }
}
