package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.rewrite.Hierarchy.ClassInfo;
import dev.hearth.host.sandbox.classloader.rewrite.Hierarchy.Origin;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the classes of an artifact inherit from the platform and may not use as it is. Used by one
 * thread; remembers what it has found out.
 */
final class Inherited {

  private final Members members;
  private final Map<String, List<Method>> ruled = new HashMap<>();
  private final Map<String, List<Method>> defaults = new HashMap<>();

  Inherited(Members members) {
    this.members = members;
  }

  /**
   * A public method with a body.
   *
   * @param descriptor by which it is inherited
   * @param called the descriptor of what it stands for; another one if it is a compiler's bridge
   */
  record Method(String name, String descriptor, String called, boolean isFinal) {}

  /** Of a class of the platform and its supertypes, those that have a rule. */
  List<Method> ruled(String base) {
    return ruled.computeIfAbsent(
        base,
        _ ->
            all(base).stream()
                .filter(method -> !Modifier.isAbstract(method.getModifiers()))
                .map(method ->
                    new Method(
                        method.getName(),
                        descriptor(method),
                        descriptor(bridged(method)),
                        Modifier.isFinal(method.getModifiers())))
                .filter(method -> isRuled(base, method))
                .toList());
  }

  /** Of an interface of the platform itself, those that have a rule; none for other types. */
  List<Method> ruledDefaults(ClassInfo type) {
    if (type.origin() != Origin.PLATFORM) {
      return List.of();
    }
    return defaults.computeIfAbsent(
        type.name(), name -> ruled(name).stream().filter(type::declaresMethod).toList());
  }

  /** Whether a class has that method, with or without a body. */
  boolean has(String base, Method method) {
    return all(base).stream()
        .anyMatch(each ->
            each.getName().equals(method.name()) && descriptor(each).equals(method.descriptor()));
  }

  private boolean isRuled(String base, Method method) {
    return !(members.find(base, method.name(), method.descriptor()).rule() instanceof Rule.Allow);
  }

  private List<java.lang.reflect.Method> all(String base) {
    return members.hierarchy().platformClass(base).stream()
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .toList();
  }

  private static java.lang.reflect.Method bridged(java.lang.reflect.Method method) {
    return method.isBridge()
        ? Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
            .filter(each -> !each.isBridge() && each.getName().equals(method.getName()))
            .filter(each -> Arrays.equals(each.getParameterTypes(), method.getParameterTypes()))
            .findFirst()
            .orElse(method)
        : method;
  }

  private static String descriptor(java.lang.reflect.Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .descriptorString();
  }
}
