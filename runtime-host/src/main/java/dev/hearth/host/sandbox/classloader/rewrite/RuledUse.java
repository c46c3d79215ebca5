package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.rewrite.Members.Found;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one use of a member as its rule wants it. Operands that have to be used twice go by way of
 * local variables that the method does not use. Stateless.
 *
 * @param firstFree the first such variable
 */
record RuledUse(Site site, Found found, int firstFree) {

  /** Writes it; the operands are on the stack. */
  void write(CodeBuilder b) {
    switch (found.rule()) {
      case Rule.Allow _ -> site.write(b);
      case Rule.Refuse(String grant) -> refuse(b, grant);
      case Rule.Replace(String standIn, String method) -> replace(b, standIn, method);
      case Rule.Before(String standIn, String method) -> before(b, standIn, method);
      case Rule.After(String standIn, String method) -> after(b, standIn, method);
      case Rule.Filter(String standIn, String method) -> filter(b, standIn, method);
    }
  }

  private ClassDesc receiver() {
    return Site.type(found.owner());
  }

  private void refuse(CodeBuilder b, String grant) {
    // What follows is dead, but the debugging tables still name the local variables in it, and the
    // JVM takes no class where they lie beyond those of living code.
    b.iconst_0().istore(firstFree);
    GuardCode.refuse(b, site.shown(found.owner()), grant);
  }

  private void replace(CodeBuilder b, String standIn, String method) {
    List<ClassDesc> operands = site.operands(receiver());
    if (site.kind() == Site.Kind.CONTINUE || site.isWrite()) {
      // No stand-in can make an object that is there already, or take the place of a field.
      refuse(b, "");
      return;
    }
    if (site.kind() == Site.Kind.MAKE) {
      spill(b, operands);
      b.pop2();
      reload(b, operands);
    }
    call(b, standIn, method, operands, site.result());
  }

  private void before(CodeBuilder b, String standIn, String method) {
    List<ClassDesc> operands = site.operands(receiver());
    spill(b, operands);
    reload(b, operands);
    call(b, standIn, method, operands, ConstantDescs.CD_void);
    reload(b, operands);
    site.write(b);
  }

  private void after(CodeBuilder b, String standIn, String method) {
    ClassDesc result = site.result();
    if (site.isConstructor()) {
      List<ClassDesc> operands = site.operands(receiver());
      spill(b, operands);
      b.dup();
      reload(b, operands);
      site.write(b);
      call(b, standIn, method, List.of(result), ConstantDescs.CD_void);
      return;
    }
    site.write(b);
    switch (TypeKind.from(result).slotSize()) {
      case 0 -> call(b, standIn, method, List.of(), ConstantDescs.CD_void);
      case 1 -> call(b.dup(), standIn, method, List.of(result), ConstantDescs.CD_void);
      default -> call(b.dup2(), standIn, method, List.of(result), ConstantDescs.CD_void);
    }
  }

  private void filter(CodeBuilder b, String standIn, String method) {
    if (site.isConstructor() || site.isWrite()) {
      refuse(b, "");
      return;
    }
    site.write(b);
    call(b, standIn, method, List.of(site.result()), site.result());
  }

  private static void call(
      CodeBuilder b, String standIn, String method, List<ClassDesc> operands, ClassDesc result) {
    GuardCode.scope(b);
    List<ClassDesc> parameters = new ArrayList<>(operands);
    parameters.add(GuardCode.SCOPE);
    b.invokestatic(GuardCode.standIn(standIn), method, MethodTypeDesc.of(result, parameters));
  }

  private void spill(CodeBuilder b, List<ClassDesc> operands) {
    int slot = firstFree + operands.stream().mapToInt(type -> TypeKind.from(type).slotSize()).sum();
    for (ClassDesc type : operands.reversed()) {
      TypeKind kind = TypeKind.from(type);
      slot -= kind.slotSize();
      b.storeLocal(kind, slot);
    }
  }

  private void reload(CodeBuilder b, List<ClassDesc> operands) {
    int slot = firstFree;
    for (ClassDesc type : operands) {
      TypeKind kind = TypeKind.from(type);
      b.loadLocal(kind, slot);
      slot += kind.slotSize();
    }
  }
}
