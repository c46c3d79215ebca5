package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;

/**
 * Rewrites the classes of one artifact, as the package says. Used by one thread; keep one for all
 * classes of an artifact, for it remembers what it has found out about their supertypes.
 */
public final class Rewriter {

  private static final int OLDEST_MAJOR = 45;
  private static final int NEWEST_MAJOR = 69;

  private final ClassFile classFile;
  private final Members members;

  /**
   * A rewriter.
   *
   * @param rules what holds for members of the platform
   * @param classes all classes of the artifact
   */
  public Rewriter(Rules rules, ClassSource classes) {
    Hierarchy hierarchy = new Hierarchy(classes);
    this.members = new Members(rules, hierarchy);
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
      ClassModel model = classFile.parse(original);
      check(model);
      return classFile.transformClass(
          model, ClassTransform.ofStateful(() -> new ClassRewriting(model, members, progress)));
    } catch (RewriteException e) {
      throw new RewriteException(progress.where() + e.getMessage(), e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new RewriteException(progress.where() + progress.because(e), e);
    }
  }

  private static void check(ClassModel model) {
    if (model.majorVersion() < OLDEST_MAJOR || model.majorVersion() > NEWEST_MAJOR) {
      throw new RewriteException(
          "it has the class file version %d; compile it with --release 25"
              .formatted(model.majorVersion()));
    }
    ReservedNames.check(model.constantPool());
  }
}
