package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The private static methods that one class gets in place of method references that a rule
 * concerns: they do what the reference would have done, with the rule applied. Used by one thread.
 */
final class Bridges {

  private static final String PREFIX = "hearth$bridge$";
  private static final int REF_INVOKE_STATIC = 6;

  private final String type;
  private final boolean isInterface;
  private final Members members;
  private final Map<Bridge, String> names = new LinkedHashMap<>();

  /**
   * For one class.
   *
   * @param type in the form {@code com/acme/Hello}
   */
  Bridges(String type, boolean isInterface, Members members) {
    this.type = type;
    this.isInterface = isInterface;
    this.members = members;
  }

  Members members() {
    return members;
  }

  /** One of them, with the type of the receiver that it takes. */
  private record Bridge(Site site, ClassDesc receiver) {

    MethodTypeDesc signature() {
      return MethodTypeDesc.of(site.result(), site.operands(receiver));
    }
  }

  /**
   * A reference to the method that stands in for this use.
   *
   * @param bound the type of the receiver if that is bound already: a lambda expression wants the
   *     very same one; else empty
   */
  MethodHandleEntry reference(ConstantPoolBuilder pool, Site site, List<ClassDesc> bound) {
    Bridge bridge = new Bridge(site, receiver(site, bound));
    String name = names.computeIfAbsent(bridge, _ -> PREFIX + names.size());
    var owner = pool.classEntry(ClassDesc.ofInternalName(type));
    var signature = pool.nameAndTypeEntry(name, bridge.signature());
    return pool.methodHandleEntry(
        REF_INVOKE_STATIC,
        isInterface
            ? pool.interfaceMethodRefEntry(owner, signature)
            : pool.methodRefEntry(owner, signature));
  }

  /** The JVM lets {@code invokespecial} work on the class's own objects only. */
  private ClassDesc receiver(Site site, List<ClassDesc> bound) {
    return switch (site.kind()) {
      case CALL_SPECIAL -> ClassDesc.ofInternalName(type);
      case CALL, CALL_INTERFACE -> bound.isEmpty() ? site.ownerType() : bound.getFirst();
      default -> site.ownerType();
    };
  }

  /** Adds the methods that have been asked for. */
  void addTo(ClassBuilder builder) {
    names.forEach((bridge, name) ->
        builder.withMethodBody(
            name,
            bridge.signature(),
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
            b -> write(b, bridge)));
  }

  private void write(CodeBuilder b, Bridge bridge) {
    Site site = bridge.site();
    if (site.kind() == Site.Kind.MAKE) {
      b.new_(site.ownerType()).dup();
    }
    int slot = 0;
    for (ClassDesc operand : bridge.signature().parameterList()) {
      TypeKind kind = TypeKind.from(operand);
      b.loadLocal(kind, slot);
      if (slot == 0 && site.kind() == Site.Kind.CALL && !operand.equals(site.ownerType())) {
        b.checkcast(site.ownerType());
      }
      slot += kind.slotSize();
    }
    var found = members.find(site.owner(), site.name(), site.descriptor());
    new RuledUse(site, found, slot).write(b);
    b.return_(TypeKind.from(site.result()));
  }
}
