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
    Candidate candidate = candidate(wanted).orElseThrow(() -> unknown(wanted));
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

  private ArtifactRefusedException unknown(String wanted) {
    String name = wanted.split("::", 2)[0];
    return refused(
        "there is no class " + Printable.of(name) + " in the JAR or its libraries" + hint(name));
  }

  /** Whether the JAR itself has a class of this name, in the form {@code com.acme.Hello}. */
  boolean has(String name) {
    return classes.stream().anyMatch(c -> c.name().equals(name));
  }

  private EntryPoint onlyOne() throws ArtifactRefusedException {
    List<Candidate> all = classes.stream().filter(Candidate::qualifies).toList();
    List<Candidate> clear = all.stream().filter(Candidate::isClear).toList();
    List<Candidate> hearths = clear.stream().filter(Candidate::isHearths).toList();
    List<Candidate> choice = hearths.isEmpty() ? (clear.isEmpty() ? all : clear) : hearths;
    if (choice.size() == 1) {
      return entryPoint(choice.getFirst());
    }
    throw refused(choice.isEmpty() ? nothingQualifies() : ambiguous(choice));
  }

  static EntryPoint entryPoint(Candidate candidate) throws ArtifactRefusedException {
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
        .filter(style -> !style.isProgram())
        .map(HandlerStyle::contract)
        .collect(Collectors.joining(", "));
  }

  static ArtifactRefusedException refused(String what) {
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

    /** Whether it keeps a contract of Hearth's own. */
    boolean isHearths() {
      return contracts.stream().anyMatch(Candidate::isHearths);
    }

    /** Whether it keeps a contract that only handlers keep, which says clearly what it is for. */
    boolean isClear() {
      return contracts.stream().anyMatch(Candidate::isClear);
    }

    /**
     * The contracts that count: Hearth's own hide those of others, and these those of the JDK. As
     * with AWS, a handler of streams is called as such whatever else it implements; and of several
     * that are all of functions-framework-java the first is taken, as it does itself.
     */
    List<HandlerStyle> styles() {
      if (isHearths()) {
        return contracts.stream().filter(Candidate::isHearths).toList();
      }
      if (contracts.contains(HandlerStyle.LAMBDA_STREAM)) {
        return List.of(HandlerStyle.LAMBDA_STREAM);
      }
      List<HandlerStyle> clear = contracts.stream().filter(Candidate::isClear).toList();
      return !clear.isEmpty() && clear.stream().allMatch(HandlerStyle::isCloud)
          ? clear.subList(0, 1)
          : isClear() ? clear : contracts;
    }

    private static boolean isClear(HandlerStyle style) {
      return !style.isOfPlatform();
    }

    private static boolean isHearths(HandlerStyle style) {
      return style.contract().startsWith("dev.hearth.function.");
    }
  }
}
