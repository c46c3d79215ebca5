package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.rewrite.Hierarchy.ClassInfo;
import dev.hearth.host.sandbox.classloader.rewrite.Inherited.Method;
import dev.hearth.host.sandbox.classloader.rewrite.Members.Found;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the methods of the platform that a class inherits and that can be called through an
 * interface for which their rule does not hold:
 *
 * <pre>
 * interface Startable { void start(); }
 * class Mine extends Thread implements Startable {}
 * </pre>
 *
 * <p>A call names the interface, and nothing in it says that objects of the platform's classes will
 * come that way; but only classes of the artifact can bring the two together. Used by one thread.
 */
final class Detours {

  private final Members members;
  private final Inherited inherited;

  Detours(Members members) {
    this.members = members;
    this.inherited = new Inherited(members);
  }

  /**
   * One of them.
   *
   * @param method as the interface has it
   * @param found the rule that has to hold
   * @param through the interface
   */
  record Detour(Method method, Found found, String through) {

    /** Whether no override can close it. */
    boolean isFinal() {
      return method.isFinal();
    }

    /** Adds a method to a class that does what the inherited one does, by its rule. */
    void close(ClassBuilder type, String superclass) {
      Site site =
          new Site(Site.Kind.CALL_SPECIAL, superclass, method.name(), method.called(), false);
      type.withMethodBody(
          method.name(),
          MethodTypeDesc.ofDescriptor(method.descriptor()),
          ClassFile.ACC_PUBLIC | ClassFile.ACC_SYNTHETIC,
          b -> forward(b, site));
    }

    private void forward(CodeBuilder b, Site site) {
      b.aload(0);
      int slot = 1;
      for (ClassDesc parameter : MethodTypeDesc.ofDescriptor(site.descriptor()).parameterList()) {
        TypeKind kind = TypeKind.from(parameter);
        b.loadLocal(kind, slot);
        slot += kind.slotSize();
      }
      new RuledUse(site, found, slot).write(b);
      b.return_(TypeKind.from(site.result()));
    }

    /** Has the initialisation of a class fail, so that there are no objects of it. */
    void block(ClassBuilder type) {
      String member = shown(found.owner()) + "." + method.name();
      type.withMethodBody(
          ConstantDescs.CLASS_INIT_NAME,
          ConstantDescs.MTD_void,
          ClassFile.ACC_STATIC,
          b -> GuardCode.refuseDetour(b, member, shown(through)));
    }
  }

  /**
   * All that begin at this class.
   *
   * @throws RewriteException if there is one that no method of the class could close
   */
  List<Detour> of(ClassInfo type) {
    Lineage lineage = Lineage.of(type, members.hierarchy());
    checkDefaults(lineage);
    List<Detour> detours = new ArrayList<>();
    for (Method method : inherited.ruled(lineage.base())) {
      if (lineage.overrides(method)) {
        continue;
      }
      Found found = members.find(lineage.base(), method.name(), method.descriptor());
      Optional<String> through = unruled(lineage.fresh(), method, found.rule());
      if (through.isPresent()) {
        refuseIfHidden(type, method);
        detours.add(new Detour(method, found, through.get()));
      }
    }
    return detours;
  }

  /** For the class of a lambda expression, which has all these interfaces. */
  void check(List<String> interfaces) {
    checkDefaults(Lineage.of(interfaces, members.hierarchy()));
  }

  /** The first interface that leads to the method by another rule. */
  private Optional<String> unruled(List<ClassInfo> interfaces, Method method, Rule rule) {
    return interfaces.stream()
        .filter(each -> each.declaresMethod(method))
        .map(ClassInfo::name)
        .filter(name -> !members.find(name, method.name(), method.descriptor()).rule().equals(rule))
        .findFirst();
  }

  /** The JVM passes over private and static methods where it looks for what an interface asks. */
  private static void refuseIfHidden(ClassInfo type, Method method) {
    if (type.declares(method.name(), method.descriptor())) {
      throw new RewriteException(
          "its method %s is private or static, though an interface asks for it: make it public"
              .formatted(method.name()));
    }
  }

  /** An interface of the platform may bring the code, and another one the name for it. */
  private void checkDefaults(Lineage lineage) {
    for (ClassInfo giver : lineage.interfaces()) {
      for (Method method : inherited.ruledDefaults(giver)) {
        Rule rule = members.find(giver.name(), method.name(), method.descriptor()).rule();
        List<ClassInfo> others = lineage.strangersTo(giver, method);
        unruled(others, method, rule)
            .filter(_ -> !inherited.has(lineage.base(), method))
            .ifPresent(other -> {
              throw new RewriteException(
                  "it inherits the method %s from %s and from %s: declare it in the class"
                      .formatted(method.name(), shown(giver.name()), shown(other)));
            });
      }
    }
  }

  private static String shown(String name) {
    return name.replace('/', '.');
  }
}
