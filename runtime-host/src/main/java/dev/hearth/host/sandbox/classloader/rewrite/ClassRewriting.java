package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;

/** One pass over one class. Used by one thread, once. */
final class ClassRewriting implements ClassTransform {

  private final Members members;
  private final Progress progress;
  private final Bridges bridges;
  private final Constants constants;

  ClassRewriting(ClassModel type, Members members, Progress progress) {
    this.members = members;
    this.progress = progress;
    this.bridges =
        new Bridges(
            type.thisClass().asInternalName(),
            (type.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0,
            members);
    this.constants = new Constants(bridges);
  }

  @Override
  public void accept(ClassBuilder type, ClassElement element) {
    switch (element) {
      case MethodModel method when isFinalizer(method) -> {}
      case MethodModel method -> {
        progress.enter(method.methodName().stringValue());
        rewrite(type, method);
        progress.leave();
      }
      default -> type.with(element);
    }
  }

  /** Finalizers would run on a thread of the JVM's own, so they are left out. */
  private static boolean isFinalizer(MethodModel method) {
    return method.methodName().equalsString("finalize") && method.methodType().equalsString("()V");
  }

  private void rewrite(ClassBuilder type, MethodModel method) {
    boolean isConstructor = method.methodName().equalsString("<init>");
    type.transformMethod(
        method,
        (m, element) -> {
          if (element instanceof CodeModel code) {
            refuseWithoutCode(code);
            m.transformCode(code, CodeTransform.ofStateful(() -> pass(code, isConstructor)));
          } else {
            m.with(element);
          }
        });
  }

  /** The JVM refuses it too; the builder of the JDK would not come to an end. */
  private static void refuseWithoutCode(CodeModel code) {
    if (code instanceof CodeAttribute attribute && attribute.codeLength() < 1) {
      throw new RewriteException("it has a body without code: build the JAR again");
    }
  }

  private CodeTransform pass(CodeModel code, boolean isConstructor) {
    int locals = code instanceof CodeAttribute attribute ? attribute.maxLocals() : 0;
    return new MethodRewriting(
        new MethodShape(code), new CallSites(members, isConstructor, locals), constants, locals);
  }

  @Override
  public void atEnd(ClassBuilder type) {
    bridges.addTo(type);
  }
}
