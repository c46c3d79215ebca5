package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.guard.Scope;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** The pieces of code that several insertions share. Stateless. */
final class GuardCode {

  static final ClassDesc GUARD = ClassDesc.ofInternalName(GuardClass.NAME);
  static final String FLAG = "k";
  static final String SCOPE_FIELD = "s";
  static final String CHECK = "check";
  static final ClassDesc SCOPE = ClassDesc.ofInternalName(internalName(Scope.class));

  /** Where the stand-ins are; ends with a slash. */
  static final String GUARD_PACKAGE = Scope.class.getPackageName().replace('.', '/') + "/";

  private static final ClassDesc CHECKS = standIn("Checks");
  private static final ClassDesc REFUSALS = standIn("Refusals");
  private static final ClassDesc FORBIDDEN = standIn("ForbiddenException");

  private GuardCode() {}

  /** A class of the guard package, or of one below it. */
  static ClassDesc standIn(String name) {
    return ClassDesc.ofInternalName(GUARD_PACKAGE + name.replace('.', '/'));
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  /** Ends the thread here if it is to end; costs a plain read as long as nobody is. */
  static void check(CodeBuilder b) {
    Label on = b.newLabel();
    b.getstatic(GUARD, FLAG, ConstantDescs.CD_boolean)
        .ifeq(on)
        .invokestatic(GUARD, CHECK, ConstantDescs.MTD_void)
        .labelBinding(on);
  }

  /** Pushes the scope of the instance. */
  static void scope(CodeBuilder b) {
    b.getstatic(GUARD, SCOPE_FIELD, SCOPE);
  }

  /** With a count on top of the stack, which stays. */
  static void array(CodeBuilder b, int elementBytes) {
    b.dup().loadConstant(elementBytes);
    scope(b);
    b.invokestatic(
        CHECKS,
        "array",
        MethodTypeDesc.of(
            ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_int, SCOPE));
  }

  /** With an {@code int[]} of counts on top of the stack, which is taken. */
  static void arrays(CodeBuilder b, int elementBytes) {
    b.loadConstant(elementBytes);
    scope(b);
    b.invokestatic(
        CHECKS,
        "arrays",
        MethodTypeDesc.of(
            ConstantDescs.CD_void, ConstantDescs.CD_int.arrayType(), ConstantDescs.CD_int, SCOPE));
  }

  /** With an object on top of the stack, which stays. */
  static void monitor(CodeBuilder b) {
    b.dup();
    scope(b);
    b.invokestatic(
        CHECKS,
        "monitor",
        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, SCOPE));
  }

  /** Throws; what follows is dead. */
  static void refuse(CodeBuilder b, String member, String grant) {
    refuse(b, "refuse", member, grant);
  }

  /** The same, for a member that would be reached by way of an interface. */
  static void refuseDetour(CodeBuilder b, String member, String through) {
    refuse(b, "detour", member, through);
  }

  private static void refuse(CodeBuilder b, String reason, String member, String detail) {
    b.loadConstant(member).loadConstant(detail);
    scope(b);
    b.invokestatic(
            REFUSALS,
            reason,
            MethodTypeDesc.of(FORBIDDEN, ConstantDescs.CD_String, ConstantDescs.CD_String, SCOPE))
        .athrow();
  }
}
