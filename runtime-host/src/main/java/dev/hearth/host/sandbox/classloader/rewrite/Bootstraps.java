package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.rewrite.Hierarchy.Origin;
import java.lang.classfile.BootstrapMethodEntry;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which bootstrap methods may link call sites and compute constants: those that compilers use, and
 * the artifact's own. Others would get a look-up with all rights of the class. Stateless.
 */
final class Bootstraps {

  /** Links lambda expressions and method references. */
  static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

  private static final Map<String, Set<String>> TAKEN =
      Map.of(
          LAMBDAS,
          Set.of("metafactory", "altMetafactory"),
          "java/lang/invoke/StringConcatFactory",
          Set.of("makeConcat", "makeConcatWithConstants"),
          "java/lang/runtime/ObjectMethods",
          Set.of("bootstrap"),
          "java/lang/runtime/SwitchBootstraps",
          Set.of("typeSwitch", "enumSwitch"),
          "java/lang/invoke/ConstantBootstraps",
          Set.of(
              "nullConstant",
              "primitiveClass",
              "enumConstant",
              "invoke",
              "explicitCast",
              "arrayVarHandle"));

  /** They read fields without naming them as fields, so they may do that in own classes only. */
  private static final Set<String> BY_NAME =
      Set.of("getStaticFinal", "fieldVarHandle", "staticFieldVarHandle");

  private final Members members;

  Bootstraps(Members members) {
    this.members = members;
  }

  /** Throws if the method may not be used. */
  void check(BootstrapMethodEntry bootstrap) {
    MemberRefEntry method = bootstrap.bootstrapMethod().reference();
    String owner = method.owner().asInternalName();
    String name = method.name().stringValue();
    boolean taken =
        TAKEN.getOrDefault(owner, Set.of()).contains(name)
            || (owner.equals("java/lang/invoke/ConstantBootstraps")
                && BY_NAME.contains(name)
                && concernsOwnClass(bootstrap.arguments()))
            || members.find(owner, name, method.type().stringValue()).isOwn();
    if (!taken) {
      throw new RewriteException(
          "it links code by %s.%s, which is not among the bootstrap methods that are allowed"
              .formatted(owner.replace('/', '.'), name));
    }
  }

  private boolean concernsOwnClass(List<LoadableConstantEntry> arguments) {
    return !arguments.isEmpty()
        && arguments.getFirst() instanceof ClassEntry type
        && !type.asInternalName().startsWith("[")
        && members.hierarchy().type(type.asInternalName()).origin() == Origin.ARTIFACT;
  }
}
