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
  private final Map<Site, String> names = new LinkedHashMap<>();

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

  /** A reference to the method that stands in for this use. */
  MethodHandleEntry reference(ConstantPoolBuilder pool, Site site) {
    String name = names.computeIfAbsent(site, _ -> PREFIX + names.size());
    var owner = pool.classEntry(ClassDesc.ofInternalName(type));
    var signature = pool.nameAndTypeEntry(name, signature(site));
    return pool.methodHandleEntry(
        REF_INVOKE_STATIC,
        isInterface
            ? pool.interfaceMethodRefEntry(owner, signature)
            : pool.methodRefEntry(owner, signature));
  }

  private MethodTypeDesc signature(Site site) {
    return MethodTypeDesc.of(site.result(), site.operands(receiver(site)));
  }

  /** The JVM lets {@code invokespecial} work on the class's own objects only. */
  private ClassDesc receiver(Site site) {
    return site.kind() == Site.Kind.CALL_SPECIAL
        ? ClassDesc.ofInternalName(type)
        : site.ownerType();
  }

  /** Adds the methods that have been asked for. */
  void addTo(ClassBuilder builder) {
    names.forEach((site, name) ->
        builder.withMethodBody(
            name,
            signature(site),
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
            b -> write(b, site)));
  }

  private void write(CodeBuilder b, Site site) {
    if (site.kind() == Site.Kind.MAKE) {
      b.new_(site.ownerType()).dup();
    }
    List<ClassDesc> operands = site.operands(receiver(site));
    int slot = 0;
    for (ClassDesc operand : operands) {
      TypeKind kind = TypeKind.from(operand);
      b.loadLocal(kind, slot);
      slot += kind.slotSize();
    }
    var found = members.find(site.owner(), site.name(), site.descriptor());
    new RuledUse(site, found, slot).write(b);
    b.return_(TypeKind.from(site.result()));
  }
}
