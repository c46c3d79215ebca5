package dev.hearth.host.attack;

import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.DiscontinuedInstruction.JsrInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/** Class files that no compiler makes. Each has a static method {@code run}. */
final class CraftedClasses {

  private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
  private static final MethodTypeDesc EXIT = MethodTypeDesc.of(CD_void, CD_int);
  private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void);

  private CraftedClasses() {}

  /** A class whose {@code run} has this body. */
  static byte[] running(String name, Consumer<CodeBuilder> body) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            type ->
                type.withFlags(ACC_PUBLIC)
                    .withMethodBody("run", RUN, ACC_PUBLIC | ACC_STATIC, body));
  }

  /** A loop whose only way back is a handler that lies before the range it covers. */
  static void loopOfHandlers(CodeBuilder code) {
    Label handler = code.newLabel();
    Label start = code.newLabel();
    Label end = code.newLabel();
    code.goto_(start);
    code.labelBinding(handler);
    code.pop();
    code.labelBinding(start);
    code.aconst_null();
    code.checkcast(CD_Throwable);
    code.athrow();
    code.labelBinding(end);
    code.exceptionCatch(start, end, handler, CD_Throwable);
  }

  /** A handler that covers itself, so that what is thrown in it comes back to it. */
  static void handlerOfItself(CodeBuilder code) {
    Label handler = code.newLabel();
    Label start = code.newBoundLabel();
    code.aconst_null();
    code.checkcast(CD_Throwable);
    code.athrow();
    code.labelBinding(handler);
    code.athrow();
    Label end = code.newBoundLabel();
    code.exceptionCatch(start, end, handler, CD_Throwable);
  }

  /** A way back by a table of jumps. */
  static void backwardSwitch(CodeBuilder code) {
    Label start = code.newBoundLabel();
    code.iconst_0();
    code.tableswitch(
        0, 0, start, java.util.List.of(java.lang.classfile.instruction.SwitchCase.of(0, start)));
  }

  /** A counted loop that puts its counter back. */
  static void resetCounter(CodeBuilder code) {
    code.iconst_0();
    code.istore(0);
    Label head = code.newBoundLabel();
    Label exit = code.newLabel();
    code.iload(0);
    code.sipush(1000);
    code.if_icmpge(exit);
    code.iconst_0();
    code.istore(0);
    code.iinc(0, 1);
    code.goto_(head);
    code.labelBinding(exit);
    code.return_();
  }

  /** A class of Java 1.4 whose {@code run} goes round by {@code jsr}. */
  static byte[] ofSubroutines(String name) {
    return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
        .build(
            ClassDesc.of(name),
            type ->
                type.withFlags(ACC_PUBLIC)
                    .withVersion(ClassFile.JAVA_4_VERSION, 0)
                    .withMethodBody(
                        "run",
                        RUN,
                        ACC_PUBLIC | ACC_STATIC,
                        code -> {
                          Label again = code.newLabel();
                          code.with(JsrInstruction.of(again));
                          code.labelBinding(again);
                          code.pop();
                          code.with(JsrInstruction.of(again));
                          code.return_();
                        }));
  }

  /** Ends the process by a constant that the JVM works out. */
  static void exitByDynamicConstant(CodeBuilder code) {
    code.loadConstant(
        DynamicConstantDesc.ofNamed(
            ConstantDescs.ofConstantBootstrap(
                ClassDesc.of("java.lang.invoke.ConstantBootstraps"),
                "invoke",
                CD_Object,
                ConstantDescs.CD_MethodHandle,
                CD_Object.arrayType()),
            "x",
            CD_Object,
            exitHandle(),
            7));
    code.pop();
    code.return_();
  }

  /** Ends the process by a method handle in the constant pool. */
  static void exitByHandleConstant(CodeBuilder code) {
    code.loadConstant(exitHandle());
    code.bipush(7);
    code.invokevirtual(ConstantDescs.CD_MethodHandle, "invokeExact", EXIT);
    code.return_();
  }

  private static DirectMethodHandleDesc exitHandle() {
    return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, SYSTEM, "exit", EXIT);
  }

  /** Writes the flag of the guard by itself. */
  static void writesTheGuard(CodeBuilder code) {
    code.iconst_0();
    code.putstatic(ClassDesc.of("hearth.Guard"), "k", CD_boolean);
    code.return_();
  }

  /** Calls a stand-in with no scope at all. */
  static void callsAStandIn(CodeBuilder code) {
    ClassDesc guard = ClassDesc.of("dev.hearth.host.sandbox.classloader.guard.Kill");
    code.new_(guard);
    code.dup();
    code.ldc("mine");
    code.invokespecial(guard, "<init>", MethodTypeDesc.of(CD_void, CD_String));
    code.athrow();
  }

  /** So long that nothing can be added to it. */
  static void almostTooLong(CodeBuilder code) {
    Label start = code.newBoundLabel();
    for (int i = 0; i < 65_400; i++) {
      code.nop();
    }
    code.goto_w(start);
  }

  /** Ends the process in a plain way. */
  static void exits(CodeBuilder code) {
    code.bipush(7);
    code.invokestatic(SYSTEM, "exit", EXIT);
    code.return_();
  }
}
