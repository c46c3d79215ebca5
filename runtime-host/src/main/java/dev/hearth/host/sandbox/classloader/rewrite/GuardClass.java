package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * The class that every loader of a function defines once, under the same name and from the same
 * bytes:
 *
 * <pre>{@code
 * public final class Guard {
 *   public static boolean k;
 *   public static final Scope s = Scope.of(Guard.class);
 *   public static void check() { if (k) s.check(); }
 * }
 * }</pre>
 *
 * The flag is not volatile, so that it costs no loop its optimisation: a loop that never sees it
 * rise is ended by other means. Stateless.
 */
public final class GuardClass {

  /** In the form {@code com/acme/Hello}. */
  public static final String NAME = "hearth/Guard";

  /** What {@link Class#getName} gives. */
  public static final String BINARY_NAME = NAME.replace('/', '.');

  /** The name of the flag. */
  public static final String FLAG = GuardCode.FLAG;

  private GuardClass() {}

  /** The class file, for Java 17 and later; always the same. */
  public static byte[] bytes() {
    int constant = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;
    int open = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;
    return ClassFile.of()
        .build(
            GuardCode.GUARD,
            type ->
                type.withVersion(ClassFile.JAVA_17_VERSION, 0)
                    .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                    .withField(GuardCode.FLAG, ConstantDescs.CD_boolean, open)
                    .withField(GuardCode.SCOPE_FIELD, GuardCode.SCOPE, constant)
                    .withMethodBody(
                        ConstantDescs.CLASS_INIT_NAME,
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_STATIC,
                        GuardClass::initialise)
                    .withMethodBody(
                        GuardCode.CHECK, ConstantDescs.MTD_void, open, GuardClass::check));
  }

  private static void initialise(CodeBuilder b) {
    b.loadConstant(GuardCode.GUARD)
        .invokestatic(
            GuardCode.SCOPE, "of", MethodTypeDesc.of(GuardCode.SCOPE, ConstantDescs.CD_Class))
        .putstatic(GuardCode.GUARD, GuardCode.SCOPE_FIELD, GuardCode.SCOPE)
        .return_();
  }

  private static void check(CodeBuilder b) {
    Label on = b.newLabel();
    b.getstatic(GuardCode.GUARD, GuardCode.FLAG, ConstantDescs.CD_boolean).ifeq(on);
    GuardCode.scope(b);
    b.invokevirtual(GuardCode.SCOPE, GuardCode.CHECK, ConstantDescs.MTD_void)
        .labelBinding(on)
        .return_();
  }
}
