package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.util.Optional;

/**
 * Rewrites the classes of one artifact, as the package says. Used by one thread; keep one for all
 * classes of an artifact, for it remembers what it has found out about their supertypes.
 */
public final class Rewriter {

  private static final int OLDEST_MAJOR = 45;
  private static final int NEWEST_MAJOR = ClassFile.JAVA_25_VERSION;

  /** The major version of Java 1 would be the next. */
  private static final int BEFORE_FIRST_RELEASE = 44;

  private final ClassFile classFile;
  private final Members members;
  private final Detours detours;

  /**
   * A rewriter.
   *
   * @param rules what holds for members of the platform
   * @param classes all classes of the artifact
   */
  public Rewriter(Rules rules, ClassSource classes) {
    Hierarchy hierarchy = new Hierarchy(classes);
    this.members = new Members(rules, hierarchy);
    this.detours = new Detours(members);
    this.classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(hierarchy::forFrames),
            ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED,
            ClassFile.DeadCodeOption.PATCH_DEAD_CODE,
            ClassFile.ShortJumpsOption.FIX_SHORT_JUMPS);
  }

  /**
   * The class as it may be loaded; the same bytes for the same input.
   *
   * @throws RewriteException if it cannot be metered and confined
   */
  public byte[] rewrite(byte[] original) {
    Progress progress = new Progress();
    try {
      checkVersion(original);
      ClassModel model = classFile.parse(original);
      ReservedNames.check(model.constantPool());
      return classFile.transformClass(
          model,
          ClassTransform.ofStateful(() -> new ClassRewriting(model, members, detours, progress)));
    } catch (RewriteException e) {
      throw new RewriteException(progress.where() + e.getMessage(), e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new RewriteException(progress.where() + progress.because(e), e);
    }
  }

  /** What is wrong with the major version of a class file, and how to mend it. */
  public static Optional<String> flawOfVersion(int major) {
    if (major < OLDEST_MAJOR) {
      return Optional.of(
          "it has the class file version %d, which no release of Java has: build the JAR again"
              .formatted(major));
    }
    return major <= NEWEST_MAJOR
        ? Optional.empty()
        : Optional.of(
            "it has the class file version %d (Java %d), and the newest that is supported is %d (Java %d): compile it with --release %d"
                .formatted(
                    major,
                    major - BEFORE_FIRST_RELEASE,
                    NEWEST_MAJOR,
                    NEWEST_MAJOR - BEFORE_FIRST_RELEASE,
                    NEWEST_MAJOR - BEFORE_FIRST_RELEASE));
  }

  /** Before it is parsed, for the parser says less. */
  private static void checkVersion(byte[] classFile) {
    if (classFile.length >= 8) {
      flawOfVersion((classFile[6] & 0xFF) << 8 | (classFile[7] & 0xFF))
          .ifPresent(flaw -> {
            throw new RewriteException(flaw);
          });
    }
  }
}
