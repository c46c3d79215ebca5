package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.rewrite.Detours.Detour;
import dev.hearth.host.sandbox.classloader.rewrite.Hierarchy.ClassInfo;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.Optional;

/** One pass over one class. Used by one thread, once. */
final class ClassRewriting implements ClassTransform {

  private final Members members;
  private final Progress progress;
  private final String superclass;
  private final List<Detour> detours;
  private final Optional<Detour> unclosable;
  private final Bridges bridges;
  private final Constants constants;

  ClassRewriting(ClassModel type, Members members, Detours detours, Progress progress) {
    this.members = members;
    this.progress = progress;
    ClassInfo info = Hierarchy.describe(type);
    this.superclass = info.superclass();
    this.detours = detours.of(info);
    this.unclosable = this.detours.stream().filter(Detour::isFinal).findFirst();
    this.bridges = new Bridges(info.name(), info.isInterface(), members);
    this.constants = new Constants(bridges, detours);
  }

  @Override
  public void accept(ClassBuilder type, ClassElement element) {
    switch (element) {
      case MethodModel method when isDropped(method) -> {}
      case MethodModel method -> {
        progress.enter(method.methodName().stringValue());
        rewrite(type, method);
        progress.leave();
      }
      default -> type.with(element);
    }
  }

  /** Finalizers would run on a thread of the JVM's own, so they are left out. */
  private boolean isDropped(MethodModel method) {
    return (method.methodName().equalsString("finalize") && method.methodType().equalsString("()V"))
        || (unclosable.isPresent()
            && method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME));
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
    unclosable.ifPresent(detour -> detour.block(type));
    detours.stream()
        .filter(detour -> !detour.isFinal())
        .forEach(detour -> detour.close(type, superclass));
    bridges.addTo(type);
  }
}
