package dev.hearth.host.sandbox.classloader.prepared;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the classes of one artifact in class path order, checks and rewrites them and writes the
 * first of each name down. Used by one thread.
 */
final class ClassCollector implements AutoCloseable {

  private final ClassTransform transform;
  private final PreparedClassWriter writer;
  private final Map<String, ClassFacts> known = new HashMap<>();
  private final List<ClassFacts> own = new ArrayList<>();

  ClassCollector(Path directory, ClassTransform transform) throws IOException {
    this.transform = transform;
    this.writer = new PreparedClassWriter(directory.resolve(PreparedJar.CLASSES));
  }

  /** How a class was taken. */
  sealed interface Taken {

    /** It is stored. */
    record Stored() implements Taken {}

    /** An earlier one of this name is. */
    record Shadowed() implements Taken {}

    /** It is a copy of Hearth's API and left out. */
    record ApiCopy() implements Taken {}

    /** The artifact has to be refused. */
    record Refused(String why) implements Taken {}
  }

  /**
   * Takes one class.
   *
   * @param path its entry, in the form {@code com/acme/Hello.class}
   * @param element which JAR it is from; 0 is the artifact itself
   */
  Taken take(String path, int element, byte[] classFile) throws IOException {
    return switch (ClassFileCheck.check(path, classFile)) {
      case ClassFileCheck.Verdict.Refused(String why) -> new Taken.Refused(why);
      case ClassFileCheck.Verdict.ApiCopy() -> new Taken.ApiCopy();
      case ClassFileCheck.Verdict.Sound(ClassFacts facts) -> store(facts, element, classFile);
    };
  }

  private Taken store(ClassFacts facts, int element, byte[] classFile) throws IOException {
    if (known.putIfAbsent(facts.name(), facts) != null) {
      return new Taken.Shadowed();
    }
    if (element == 0) {
      own.add(facts);
    }
    Optional<byte[]> rewritten = rewrite(facts.name(), classFile);
    if (rewritten.isEmpty()) {
      return new Taken.Refused("this class cannot be rewritten for metering: leave it out");
    }
    writer.add(facts.name(), element, rewritten.get());
    return new Taken.Stored();
  }

  private Optional<byte[]> rewrite(String name, byte[] classFile) {
    try {
      return Optional.of(transform.transform(name, classFile));
    } catch (RuntimeException | StackOverflowError cannot) {
      return Optional.empty();
    }
  }

  /** How many classes are stored. */
  int count() {
    return writer.count();
  }

  /** The classes of the artifact itself, after all have been taken. */
  List<HandlerFinder.Candidate> candidates() {
    ContractSearch search = new ContractSearch(known);
    return own.stream()
        .map(facts ->
            new HandlerFinder.Candidate(facts.name(), facts.obstacles(), search.contracts(facts)))
        .toList();
  }

  /** Completes the file of classes. */
  void finish(List<PreparedJar.Element> elements) throws IOException {
    writer.finish(elements);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
