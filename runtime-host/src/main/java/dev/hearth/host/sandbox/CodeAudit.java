package dev.hearth.host.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the code of an artifact would do, as far as its class files show. It says nothing of what is
 * ever reached: much of it may be in libraries that are used for something else.
 *
 * @param uses what it does, with places; what it does not do is missing
 * @param refused what the policy refuses it, the first of them
 * @param refusedInAll how many such places there are
 * @param concurrency a sentence on whether an instance may serve several calls at once
 */
public record CodeAudit(
    Map<Use, Places> uses, List<Refusal> refused, int refusedInAll, String concurrency) {

  private static final String GAP = "\t";

  public CodeAudit {
    EnumMap<Use, Places> ordered = new EnumMap<>(Use.class);
    ordered.putAll(uses);
    uses = Collections.unmodifiableMap(ordered);
    refused = List.copyOf(refused);
  }

  /** Nothing is known. */
  public static CodeAudit none() {
    return new CodeAudit(Map.of(), List.of(), 0, "");
  }

  /** Something that a deployer may want to know of. */
  public enum Use {
    /** Reads environment variables or system properties. */
    ENVIRONMENT,
    /** Opens connections or ports. */
    SOCKETS,
    /** Opens or changes files by name. */
    FILES,
    /** Starts threads, or has others' do work. */
    THREADS,
    /** Calls or reads members by name. */
    REFLECTION,
    /** Makes classes at run time. */
    CLASS_DEFINITION,
    /** Writes static fields after the class has been initialised. */
    STATIC_WRITES,
    /** Keeps changeable collections in static fields, without locks of their own. */
    STATIC_COLLECTIONS,
    /** Has methods of native code. */
    NATIVE_METHODS
  }

  /**
   * Where something is done.
   *
   * @param count how many places there are
   * @param first some of them, each in the form {@code com.acme.Hello.handle:
   *     java.lang.System.getenv}
   */
  public record Places(int count, List<String> first) {
    public Places {
      first = List.copyOf(first);
    }
  }

  /**
   * A use of the platform that throws when it is reached.
   *
   * @param className where, in the form {@code com.acme.Hello}
   * @param method where in there
   * @param member what is refused, in the form {@code java.lang.System.exit}
   * @param remedy the line of the manifest that would allow it, or who else would run it
   */
  public record Refusal(String className, String method, String member, String remedy) {}

  /** All of it as texts that {@link #ofLines} reads; none holds a line break. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(concurrency);
    lines.add(Integer.toString(refusedInAll));
    uses.forEach((use, places) -> {
      List<String> words = new ArrayList<>(List.of(use.name(), Integer.toString(places.count)));
      words.addAll(places.first);
      lines.add(String.join(GAP, words));
    });
    refused.forEach(refusal ->
        lines.add(
            String.join(
                GAP, "", refusal.className, refusal.method, refusal.member, refusal.remedy)));
    return lines;
  }

  /** The audit of these lines; nothing is known without any. */
  public static CodeAudit ofLines(List<String> lines) {
    if (lines.isEmpty()) {
      return none();
    }
    Map<Use, Places> uses = new EnumMap<>(Use.class);
    List<Refusal> refused = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      List<String> words = List.of(line.split(GAP, -1));
      if (words.getFirst().isEmpty()) {
        refused.add(new Refusal(words.get(1), words.get(2), words.get(3), words.get(4)));
      } else {
        uses.put(
            Use.valueOf(words.getFirst()),
            new Places(Integer.parseInt(words.get(1)), words.subList(2, words.size())));
      }
    }
    return new CodeAudit(uses, refused, Integer.parseInt(lines.get(1)), lines.getFirst());
  }
}
