package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.config.Problems;
import dev.hearth.host.registry.Confinement;
import dev.hearth.host.sandbox.CodeAudit;
import dev.hearth.host.sandbox.archive.Printable;
import dev.hearth.host.sandbox.classloader.policy.Audit;
import dev.hearth.host.sandbox.classloader.rewrite.RewriteException;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the classes of one artifact in class path order, the first of each name, then rewrites them
 * and writes them down. Used by one thread.
 */
final class ClassCollector implements AutoCloseable {

  private final RawClasses raw;
  private final PreparedClassWriter writer;
  private final Map<String, ClassFacts> known = new HashMap<>();
  private final List<ClassFacts> own = new ArrayList<>();
  private CodeAudit code = CodeAudit.none();

  ClassCollector(Path directory) throws IOException {
    this.raw = new RawClasses(directory);
    this.writer = new PreparedClassWriter(directory.resolve(PreparedJar.CLASSES));
  }

  /** How a class was taken. */
  sealed interface Taken {

    /** It is kept. */
    record Kept() implements Taken {}

    /** An earlier one of this name is. */
    record Shadowed() implements Taken {}

    /** It is a copy of an API that comes from the host, and left out. */
    record ApiCopy() implements Taken {}

    /** The artifact has to be refused. */
    record Refused(String why) implements Taken {}
  }

  /**
   * Takes one class.
   *
   * @param path its entry, in the form {@code com/acme/Hello.class}
   * @param where the same with the JAR that it is in, for messages
   * @param element which JAR it is from; 0 is the artifact itself
   */
  Taken take(String path, String where, int element, byte[] classFile) throws IOException {
    return switch (ClassFileCheck.check(path, classFile)) {
      case ClassFileCheck.Verdict.Refused(String why) -> new Taken.Refused(why);
      case ClassFileCheck.Verdict.ApiCopy() -> new Taken.ApiCopy();
      case ClassFileCheck.Verdict.Sound(ClassFacts facts) -> keep(facts, where, element, classFile);
    };
  }

  private Taken keep(ClassFacts facts, String where, int element, byte[] classFile)
      throws IOException {
    if (known.putIfAbsent(facts.name(), facts) != null) {
      return new Taken.Shadowed();
    }
    if (element == 0) {
      own.add(facts);
    }
    raw.add(facts.name(), element, where, classFile);
    return new Taken.Kept();
  }

  /** Rewrites what has been taken; called once, after all has been. */
  void rewrite(TransformFactory transforms, Confinement confinement, Problems problems)
      throws IOException {
    ClassTransform transform = transforms.of(confinement, raw);
    Audit audit = Audit.of(confinement);
    for (RawClasses.Entry entry : raw.entries()) {
      byte[] classFile = raw.read(entry);
      try {
        audit.add(ClassFile.of().parse(classFile));
        writer.add(entry.name(), entry.element(), transform.transform(entry.name(), classFile));
      } catch (RewriteException cannot) {
        problems.add(entry.where(), Printable.of(String.valueOf(cannot.getMessage())));
      } catch (RuntimeException | StackOverflowError cannot) {
        problems.add(entry.where(), "this class cannot be rewritten for metering: leave it out");
      }
    }
    code = audit.report();
  }

  /** What the classes would do, after they have been rewritten. */
  CodeAudit code() {
    return code;
  }

  /** How many classes are stored. */
  int count() {
    return writer.count();
  }

  /** The classes of the artifact itself, after all have been taken. */
  List<HandlerFinder.Candidate> candidates() {
    ContractSearch search = new ContractSearch(name -> Optional.ofNullable(known.get(name)));
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
    try (raw) {
      writer.close();
    }
  }
}
