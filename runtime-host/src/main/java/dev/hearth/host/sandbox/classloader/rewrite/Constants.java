package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.rewrite.Site.Kind;
import java.lang.classfile.BootstrapMethodEntry;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.stream.Stream;

/**
 * Applies the rules to what code reaches by way of constants: method references, call sites and
 * constants that are computed when they are first used. Used by one thread, for one class.
 */
final class Constants {

  private final Bridges bridges;
  private final Members members;
  private final Bootstraps bootstraps;
  private final Detours detours;

  Constants(Bridges bridges, Detours detours) {
    this.detours = detours;
    this.bridges = bridges;
    this.members = bridges.members();
    this.bootstraps = new Bootstraps(members);
  }

  /** Writes a call site, with bridges where a rule concerns what it refers to. */
  void write(CodeBuilder b, InvokeDynamicInstruction call) {
    BootstrapMethodEntry bootstrap = call.invokedynamic().bootstrap();
    bootstraps.check(bootstrap);
    List<LoadableConstantEntry> arguments = bootstrap.arguments();
    checkInterfaces(call, arguments);
    List<LoadableConstantEntry> ruled = ruled(b.constantPool(), arguments, bound(call));
    if (ruled.equals(arguments)) {
      b.with(call);
      return;
    }
    ConstantPoolBuilder pool = b.constantPool();
    b.invokedynamic(
        pool.invokeDynamicEntry(
            pool.bsmEntry(bootstrap.bootstrapMethod(), ruled), call.invokedynamic().nameAndType()));
  }

  /** The types of what a lambda expression captures. */
  private static List<ClassDesc> bound(InvokeDynamicInstruction call) {
    MemberRefEntry method = call.invokedynamic().bootstrap().bootstrapMethod().reference();
    return method.owner().asInternalName().equals(Bootstraps.LAMBDAS)
        ? call.typeSymbol().parameterList()
        : List.of();
  }

  /** A lambda expression may have interfaces among the arguments, beside that of its type. */
  private void checkInterfaces(
      InvokeDynamicInstruction call, List<LoadableConstantEntry> arguments) {
    List<String> more =
        arguments.stream()
            .filter(ClassEntry.class::isInstance)
            .map(type -> ((ClassEntry) type).asInternalName())
            .filter(name -> !name.startsWith("["))
            .toList();
    ClassDesc type = call.typeSymbol().returnType();
    if (!more.isEmpty() && type.isClassOrInterface()) {
      detours.check(Stream.concat(Stream.of(Site.internalName(type)), more.stream()).toList());
    }
  }

  /** Writes the loading of a constant. */
  void write(CodeBuilder b, LoadConstantInstruction load) {
    LoadableConstantEntry constant = load.constantEntry();
    LoadableConstantEntry ruled = ruled(b.constantPool(), constant, List.of());
    if (ruled.equals(constant)) {
      b.with(load);
    } else {
      b.ldc(ruled);
    }
  }

  private List<LoadableConstantEntry> ruled(
      ConstantPoolBuilder pool, List<LoadableConstantEntry> constants, List<ClassDesc> bound) {
    return constants.stream().map(constant -> ruled(pool, constant, bound)).toList();
  }

  private LoadableConstantEntry ruled(
      ConstantPoolBuilder pool, LoadableConstantEntry constant, List<ClassDesc> bound) {
    return switch (constant) {
      case MethodHandleEntry handle -> ruled(pool, handle, bound);
      case ConstantDynamicEntry dynamic -> ruled(pool, dynamic);
      default -> constant;
    };
  }

  private LoadableConstantEntry ruled(ConstantPoolBuilder pool, ConstantDynamicEntry dynamic) {
    BootstrapMethodEntry bootstrap = dynamic.bootstrap();
    bootstraps.check(bootstrap);
    if (bootstrap.arguments().isEmpty()) {
      return dynamic;
    }
    List<LoadableConstantEntry> ruled = ruled(pool, bootstrap.arguments(), List.of());
    return ruled.equals(bootstrap.arguments())
        ? dynamic
        : pool.constantDynamicEntry(
            pool.bsmEntry(bootstrap.bootstrapMethod(), ruled), dynamic.nameAndType());
  }

  private MethodHandleEntry ruled(
      ConstantPoolBuilder pool, MethodHandleEntry handle, List<ClassDesc> bound) {
    Site site = site(handle);
    Rule rule = members.find(site.owner(), site.name(), site.descriptor()).rule();
    return rule instanceof Rule.Allow ? handle : bridges.reference(pool, site, bound);
  }

  private static Site site(MethodHandleEntry handle) {
    MemberRefEntry member = handle.reference();
    return new Site(
        kind(handle.kind()),
        member.owner().asInternalName(),
        member.name().stringValue(),
        member.type().stringValue(),
        member instanceof InterfaceMethodRefEntry);
  }

  /** Java Virtual Machine Specification 25, table 5.4.3.5-A. */
  private static Kind kind(int reference) {
    return switch (reference) {
      case 1 -> Kind.READ;
      case 2 -> Kind.READ_STATIC;
      case 3 -> Kind.WRITE;
      case 4 -> Kind.WRITE_STATIC;
      case 5 -> Kind.CALL;
      case 6 -> Kind.CALL_STATIC;
      case 7 -> Kind.CALL_SPECIAL;
      case 8 -> Kind.MAKE;
      case 9 -> Kind.CALL_INTERFACE;
      default -> throw new RewriteException("it has a method reference of an unknown kind");
    };
  }
}
