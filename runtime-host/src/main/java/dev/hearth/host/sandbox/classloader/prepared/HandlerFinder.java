package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.config.NearestName;
import dev.hearth.host.config.Problem;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.archive.Printable;
import dev.hearth.host.sandbox.classloader.prepared.ClassFacts.Obstacle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses the class that takes the calls among those of the artifact itself. */
final class HandlerFinder {

  private static final String KEY = "handler";
  private static final int LISTED = 10;
  private static final int LONGEST_NAME = 200;
  private static final int NAMES_COMPARED = 2_000;

  private final List<Candidate> classes;

  HandlerFinder(List<Candidate> classes) {
    this.classes = List.copyOf(classes);
  }

  /** All that could take calls; a class with several contracts that count is there for each. */
  List<EntryPoint> found() {
    return classes.stream()
        .filter(Candidate::qualifies)
        .flatMap(c -> c.styles().stream().map(style -> new EntryPoint(c.name(), style)))
        .toList();
  }

  /**
   * The one that will.
   *
   * @param wanted the class that the manifest names; empty to choose the only one there is
   * @throws ArtifactRefusedException if there is none, or it is not clear which
   */
  EntryPoint choose(String wanted) throws ArtifactRefusedException {
    return wanted.isEmpty() ? onlyOne() : named(wanted.strip());
  }

  private EntryPoint named(String wanted) throws ArtifactRefusedException {
    if (wanted.contains("::")) {
      throw refused(
          "\""
              + Printable.of(wanted)
              + "\": a handler named Class::method is not available in this"
              + " release: name a class that implements "
              + contracts());
    }
    Candidate candidate =
        candidate(wanted)
            .orElseThrow(() ->
                refused(
                    "there is no class "
                        + Printable.of(wanted)
                        + " in the JAR itself"
                        + hint(wanted)));
    if (!candidate.obstacles().isEmpty()) {
      throw refused(
          candidate.obstacles().stream()
              .sorted()
              .map(obstacle -> obstacle.what())
              .collect(Collectors.joining("; it ", candidate.name() + " ", "")));
    }
    if (candidate.contracts().isEmpty()) {
      throw refused(candidate.name() + " implements none of " + contracts());
    }
    return entryPoint(candidate);
  }

  /** A nested class may also be named as in its source, with a dot before its own name. */
  private Optional<Candidate> candidate(String wanted) {
    Optional<Candidate> found = classes.stream().filter(c -> c.name().equals(wanted)).findFirst();
    int dot = wanted.lastIndexOf('.');
    return found.isPresent() || dot < 0 || wanted.length() > LONGEST_NAME
        ? found
        : candidate(wanted.substring(0, dot) + '$' + wanted.substring(dot + 1));
  }

  private EntryPoint onlyOne() throws ArtifactRefusedException {
    List<Candidate> all = classes.stream().filter(Candidate::qualifies).toList();
    List<Candidate> meant = all.stream().filter(Candidate::isMeant).toList();
    List<Candidate> choice = meant.isEmpty() ? all : meant;
    if (choice.size() == 1) {
      return entryPoint(choice.getFirst());
    }
    throw refused(choice.isEmpty() ? nothingQualifies() : ambiguous(choice));
  }

  private static EntryPoint entryPoint(Candidate candidate) throws ArtifactRefusedException {
    if (candidate.styles().size() > 1) {
      throw refused(
          candidate.styles().stream()
              .map(HandlerStyle::contract)
              .collect(
                  Collectors.joining(
                      " and ",
                      candidate.name() + " implements ",
                      ", and it is not clear how to call it: implement one of them")));
    }
    return new EntryPoint(candidate.name(), candidate.styles().getFirst());
  }

  private String nothingQualifies() {
    String almost =
        classes.stream()
            .filter(c -> !c.contracts().isEmpty())
            .limit(LISTED)
            .map(c ->
                c.name()
                    + " "
                    + c.obstacles().stream().sorted().findFirst().map(o -> o.what()).orElse(""))
            .collect(Collectors.joining("; "));
    return "there is no handler in the JAR: a handler is a public class with a public constructor"
        + " without parameters that implements one of "
        + contracts()
        + (almost.isEmpty() ? "" : ". Almost: " + almost);
  }

  private static String ambiguous(List<Candidate> choice) {
    return "there are %d handlers in the JAR: %s%s. Add \"handler: <class>\" to META-INF/hearth.yaml or to the config part of the upload"
        .formatted(
            choice.size(),
            choice.stream()
                .map(Candidate::name)
                .sorted()
                .limit(LISTED)
                .collect(Collectors.joining(", ")),
            choice.size() > LISTED ? ", …" : "");
  }

  private String hint(String wanted) {
    if (classes.isEmpty() || wanted.length() > LONGEST_NAME) {
      return "";
    }
    String simple = "." + wanted;
    List<String> names =
        classes.stream().map(Candidate::name).filter(n -> n.endsWith(simple)).toList();
    return NearestName.hint(wanted, names.isEmpty() ? comparable() : names);
  }

  /** Those that qualify come first, so that they are compared if there are too many. */
  private List<String> comparable() {
    return classes.stream()
        .filter(c -> c.name().length() <= LONGEST_NAME)
        .sorted((a, b) -> Boolean.compare(b.qualifies(), a.qualifies()))
        .limit(NAMES_COMPARED)
        .map(Candidate::name)
        .toList();
  }

  private static String contracts() {
    return Arrays.stream(HandlerStyle.values())
        .map(HandlerStyle::contract)
        .collect(Collectors.joining(", "));
  }

  private static ArtifactRefusedException refused(String what) {
    return new ArtifactRefusedException(List.of(new Problem(KEY, what)));
  }

  /**
   * A class of the artifact itself.
   *
   * @param name in the form {@code com.acme.Hello}
   * @param obstacles why it cannot be made an instance of
   * @param contracts which contracts it keeps, in order of preference
   */
  record Candidate(String name, Set<Obstacle> obstacles, List<HandlerStyle> contracts) {

    Candidate {
      obstacles = Set.copyOf(obstacles);
      contracts = List.copyOf(contracts);
    }

    /** Whether calls can be given to it. */
    boolean qualifies() {
      return obstacles.isEmpty() && !contracts.isEmpty();
    }

    /** Whether it keeps a contract that only handlers keep, so that it is clearly meant. */
    boolean isMeant() {
      return contracts.stream().anyMatch(style -> !style.isOfPlatform());
    }

    /**
     * The contracts that count: those of handlers hide those of the JDK, and of several that are
     * all of functions-framework-java the first is taken, as it does itself.
     */
    List<HandlerStyle> styles() {
      List<HandlerStyle> meant =
          contracts.stream().filter(style -> !isMeant() || !style.isOfPlatform()).toList();
      return meant.stream().allMatch(HandlerStyle::isCloud)
          ? meant.stream().limit(1).toList()
          : meant;
    }
  }
}
