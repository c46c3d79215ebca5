package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.rewrite.Hierarchy.ClassInfo;
import dev.hearth.host.sandbox.classloader.rewrite.Hierarchy.Origin;
import dev.hearth.host.sandbox.classloader.rewrite.Inherited.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a class of the artifact comes from. Used by one thread.
 *
 * @param own the class and those superclasses that are not of the platform, nearest first
 * @param base its nearest superclass that is of the platform
 * @param interfaces all that {@code own} brings in and {@code base} does not have
 */
record Lineage(Hierarchy hierarchy, List<ClassInfo> own, String base, List<ClassInfo> interfaces) {

  Lineage {
    own = List.copyOf(own);
    interfaces = List.copyOf(interfaces);
  }

  static Lineage of(ClassInfo type, Hierarchy hierarchy) {
    Map<String, ClassInfo> own = new LinkedHashMap<>();
    ClassInfo next = type;
    while (next.origin() != Origin.PLATFORM && own.putIfAbsent(next.name(), next) == null) {
      next = hierarchy.type(next.superclass());
    }
    return of(List.copyOf(own.values()), next.name(), hierarchy);
  }

  /** Of a direct subclass of {@code Object}. */
  static Lineage of(List<String> interfaces, Hierarchy hierarchy) {
    String object = "java/lang/Object";
    ClassInfo type = new ClassInfo("", Origin.ARTIFACT, false, object, interfaces, Map.of());
    return of(List.of(type), object, hierarchy);
  }

  private static Lineage of(List<ClassInfo> own, String base, Hierarchy hierarchy) {
    Map<String, ClassInfo> known = hierarchy.supertypes(hierarchy.type(base));
    Map<String, ClassInfo> brought = new LinkedHashMap<>();
    own.forEach(type -> brought.putAll(hierarchy.supertypes(type)));
    brought.keySet().removeAll(known.keySet());
    return new Lineage(
        hierarchy, own, base, brought.values().stream().filter(ClassInfo::isInterface).toList());
  }

  /** Those of the interfaces that the class's own superclass does not have. */
  List<ClassInfo> fresh() {
    if (own.size() < 2) {
      return interfaces;
    }
    Map<String, ClassInfo> above = hierarchy.supertypes(own.get(1));
    return interfaces.stream().filter(each -> !above.containsKey(each.name())).toList();
  }

  /** Whether the artifact has its own in place of a method of the base. */
  boolean overrides(Method method) {
    return own.stream().anyMatch(type -> type.declaresMethod(method));
  }

  /**
   * The interfaces that are neither above nor below the one that gives a method; none if the class
   * or an interface below overrides it.
   */
  List<ClassInfo> strangersTo(ClassInfo giver, Method method) {
    Map<String, ClassInfo> above = hierarchy.supertypes(giver);
    List<ClassInfo> strangers = new ArrayList<>();
    boolean overridden = overrides(method);
    for (ClassInfo each : interfaces) {
      boolean below = hierarchy.supertypes(each).containsKey(giver.name());
      overridden |= below && !each.name().equals(giver.name()) && each.declaresMethod(method);
      if (!below && !above.containsKey(each.name())) {
        strangers.add(each);
      }
    }
    return overridden ? List.of() : strangers;
  }
}
