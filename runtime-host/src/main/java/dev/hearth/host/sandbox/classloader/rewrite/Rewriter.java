package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;

/**
 * Rewrites the classes of one artifact, as the package says. Used by one thread; keep one for all
 * classes of an artifact, for it remembers what it has found out about their supertypes.
 */
public final class Rewriter {

  private static final int OLDEST_MAJOR = 45;
  private static final int NEWEST_MAJOR = 69;

  private final ClassFile classFile;
  private final Hierarchy hierarchy;

  /**
   * A rewriter.
   *
   * @param rules what holds for members of the platform
   * @param classes all classes of the artifact
   */
  public Rewriter(Rules rules, ClassSource classes) {
    this.hierarchy = new Hierarchy(classes);
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
      progress.type = model.thisClass().asInternalName();
      check(model);
      return classFile.transformClass(model, ClassTransform.ofStateful(() -> transform(progress)));
    } catch (RewriteException e) {
      throw new RewriteException(progress + e.getMessage(), e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new RewriteException(progress + "it cannot be metered (" + e.getMessage() + ")", e);
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

  private ClassTransform transform(Progress progress) {
    return (type, element) -> {
      if (element instanceof MethodModel method) {
        progress.method = method.methodName().stringValue();
        rewrite(type, method);
        progress.method = "";
      } else {
        type.with(element);
      }
    };
  }

  private void rewrite(ClassBuilder type, MethodModel method) {
    if (isFinalizer(method)) {
      return;
    }
    type.transformMethod(
        method,
        (m, element) -> {
          if (element instanceof CodeModel code) {
            MethodShape shape = new MethodShape(code);
            int locals = code instanceof CodeAttribute attribute ? attribute.maxLocals() : 0;
            m.transformCode(
                code, CodeTransform.ofStateful(() -> new MethodRewriting(shape, locals)));
          } else {
            m.with(element);
          }
        });
  }

  /** Finalizers would run on a thread of the JVM's own. */
  private static boolean isFinalizer(MethodModel method) {
    return method.methodName().equalsString("finalize") && method.methodType().equalsString("()V");
  }

  /** Where it stopped. */
  private static final class Progress {

    private String type = "";
    private String method = "";

    @Override
    public String toString() {
      if (type.isEmpty()) {
        return "";
      }
      String where = type.replace('/', '.') + (method.isEmpty() ? "" : "." + method);
      return where + ": ";
    }
  }
}
