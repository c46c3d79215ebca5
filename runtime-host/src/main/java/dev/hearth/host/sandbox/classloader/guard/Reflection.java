package dev.hearth.host.sandbox.classloader.guard;

import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.policy.SharedApis;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Called before a function reaches a member by reflection or a method handle: what has a rule of
 * its own is only for calls that the rewriter sees. Stateless.
 */
public final class Reflection {

  private static final String HOST = "dev.hearth.host.";

  /** The function's own loader defines it. */
  private static final String GUARD = "hearth.Guard";

  private static final String CONSTRUCTOR = "<init>";

  private Reflection() {}

  /** Before {@code method.invoke(target, arguments)}. */
  public static void invoke(
      Method method, @Nullable Object target, Object @Nullable [] arguments, Scope scope) {
    vet(method, scope);
  }

  /** Before {@code constructor.newInstance(arguments)}. */
  public static void newInstance(
      Constructor<?> constructor, Object @Nullable [] arguments, Scope scope) {
    vet(constructor, scope);
  }

  /** Before {@code type.newInstance()}. */
  public static void newInstance(Class<?> type, Scope scope) {
    vet(type, CONSTRUCTOR, MethodType.methodType(void.class), scope);
  }

  /** Before a field is read. */
  public static void get(Field field, @Nullable Object target, Scope scope) {
    vet(field, scope);
  }

  /** Before a field is written. */
  public static void set(
      Field field, @Nullable Object target, @Nullable Object value, Scope scope) {
    vet(field, scope);
  }

  /** Before a field is written. */
  public static void set(Field field, @Nullable Object target, boolean value, Scope scope) {
    vet(field, scope);
  }

  /** Before a field is written. */
  public static void set(Field field, @Nullable Object target, byte value, Scope scope) {
    vet(field, scope);
  }

  /** Before a field is written. */
  public static void set(Field field, @Nullable Object target, char value, Scope scope) {
    vet(field, scope);
  }

  /** Before a field is written. */
  public static void set(Field field, @Nullable Object target, short value, Scope scope) {
    vet(field, scope);
  }

  /** Before a field is written. */
  public static void set(Field field, @Nullable Object target, int value, Scope scope) {
    vet(field, scope);
  }

  /** Before a field is written. */
  public static void set(Field field, @Nullable Object target, long value, Scope scope) {
    vet(field, scope);
  }

  /** Before a field is written. */
  public static void set(Field field, @Nullable Object target, float value, Scope scope) {
    vet(field, scope);
  }

  /** Before a field is written. */
  public static void set(Field field, @Nullable Object target, double value, Scope scope) {
    vet(field, scope);
  }

  /** Before {@code InvocationHandler.invokeDefault(proxy, method, arguments)}. */
  public static void invokeDefault(
      Object proxy, Method method, Object @Nullable [] arguments, Scope scope) {
    vet(method, scope);
  }

  /** Before {@code AtomicIntegerFieldUpdater.newUpdater(type, name)}. */
  public static void intUpdater(Class<?> type, String name, Scope scope) {
    vet(type, name, "I", scope);
  }

  /** Before {@code AtomicLongFieldUpdater.newUpdater(type, name)}. */
  public static void longUpdater(Class<?> type, String name, Scope scope) {
    vet(type, name, "J", scope);
  }

  /** Before {@code AtomicReferenceFieldUpdater.newUpdater(type, of, name)}. */
  public static void updater(Class<?> type, Class<?> of, String name, Scope scope) {
    vet(type, name, of.descriptorString(), scope);
  }

  /** Before a method handle of a method is found. */
  public static void find(
      MethodHandles.Lookup lookup, Class<?> type, String name, MethodType form, Scope scope) {
    vet(type, name, form, scope);
  }

  /** Before {@code lookup.findSpecial(type, name, form, caller)}. */
  public static void find(
      MethodHandles.Lookup lookup,
      Class<?> type,
      String name,
      MethodType form,
      Class<?> caller,
      Scope scope) {
    vet(type, name, form, scope);
  }

  /** Before {@code lookup.bind(target, name, form)}. */
  public static void find(
      MethodHandles.Lookup lookup, Object target, String name, MethodType form, Scope scope) {
    vet(target.getClass(), name, form, scope);
  }

  /** Before {@code lookup.findConstructor(type, form)}. */
  public static void find(
      MethodHandles.Lookup lookup, Class<?> type, MethodType form, Scope scope) {
    vet(type, CONSTRUCTOR, form, scope);
  }

  /** Before a handle of a field is found. */
  public static void find(
      MethodHandles.Lookup lookup, Class<?> type, String name, Class<?> of, Scope scope) {
    vet(type, name, of.descriptorString(), scope);
  }

  /** Before {@code lookup.unreflect(method)}. */
  public static void find(MethodHandles.Lookup lookup, Method method, Scope scope) {
    vet(method, scope);
  }

  /** Before {@code lookup.unreflectSpecial(method, caller)}. */
  public static void find(
      MethodHandles.Lookup lookup, Method method, Class<?> caller, Scope scope) {
    vet(method, scope);
  }

  /** Before {@code lookup.unreflectConstructor(constructor)}. */
  public static void find(MethodHandles.Lookup lookup, Constructor<?> constructor, Scope scope) {
    vet(constructor, scope);
  }

  /** Before a handle of a field is found. */
  public static void find(MethodHandles.Lookup lookup, Field field, Scope scope) {
    vet(field, scope);
  }

  /** Before {@code MethodHandles.privateLookupIn(type, lookup)}. */
  public static void lookInto(Class<?> type, MethodHandles.Lookup lookup, Scope scope) {
    if (!isOwn(type, scope)) {
      throw Refusals.never("look into " + type.getName(), scope);
    }
  }

  private static void vet(Method method, Scope scope) {
    if (!isKnown(method, scope)) {
      MethodType form = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
      vet(method.getDeclaringClass(), method.getName(), form, scope);
      scope.views().allowed().add(method);
    }
  }

  private static void vet(Constructor<?> made, Scope scope) {
    if (!isKnown(made, scope)) {
      MethodType form = MethodType.methodType(void.class, made.getParameterTypes());
      vet(made.getDeclaringClass(), CONSTRUCTOR, form, scope);
      scope.views().allowed().add(made);
    }
  }

  private static void vet(Field field, Scope scope) {
    if (!isKnown(field, scope)) {
      vet(field.getDeclaringClass(), field.getName(), field.getType().descriptorString(), scope);
      scope.views().allowed().add(field);
    }
  }

  private static boolean isKnown(Member member, Scope scope) {
    return isOwn(member.getDeclaringClass(), scope) || scope.views().allowed().has(member);
  }

  private static void vet(Class<?> type, String name, MethodType form, Scope scope) {
    vet(type, name, form.toMethodDescriptorString(), scope);
  }

  private static void vet(Class<?> type, String name, String descriptor, Scope scope) {
    if (isOfHost(type)) {
      throw Refusals.never("reach into the host", scope);
    }
    if (isPlain(type, name, scope)) {
      return;
    }
    String member = type.getName() + "." + name;
    switch (rule(type, name, descriptor, scope)) {
      case Rule.Allow _ -> {}
      case Rule.Refuse(String grant) -> throw Refusals.refuse(member, grant, scope);
      case Rule.Replace _, Rule.Before _, Rule.After _, Rule.Filter _ ->
          throw Refusals.because(
              "use " + member + " by reflection or a method handle",
              "call it directly, where Hearth can confine it, or use `sandbox: process`",
              scope);
    }
  }

  /** A constructor of its own, or an array's. */
  private static boolean isPlain(Class<?> type, String name, Scope scope) {
    return type.isArray()
        || SharedApis.cover(type.getName())
        || (isOwn(type, scope) && name.equals(CONSTRUCTOR));
  }

  private static boolean isOwn(Class<?> type, Scope scope) {
    return scope.premises().loader().equals(type.getClassLoader()) && !isOfHost(type);
  }

  private static boolean isOfHost(Class<?> type) {
    return type.getName().startsWith(HOST) || type.getName().equals(GUARD);
  }

  private static Rule rule(Class<?> type, String name, String descriptor, Scope scope) {
    return nearest(type, name, descriptor, scope)
        .orElseGet(
            () -> isOwn(type, scope) ? new Rule.Allow() : scope.premises().rules().otherwise());
  }

  /** The rule of the class or of the nearest of its supertypes that has one. */
  private static Optional<Rule> nearest(
      Class<?> type, String name, String descriptor, Scope scope) {
    if (isOwn(type, scope) && declares(type, name, descriptor)) {
      return Optional.of(new Rule.Allow());
    }
    String owner = type.getName().replace('.', '/');
    Optional<Rule> rule =
        isOwn(type, scope)
            ? Optional.empty()
            : scope.premises().rules().find(owner, name, descriptor);
    Class<?> above = type.getSuperclass();
    if (name.equals(CONSTRUCTOR)) {
      return rule;
    }
    if (rule.isEmpty() && above != null) {
      rule = nearest(above, name, descriptor, scope);
    }
    for (Class<?> each : type.getInterfaces()) {
      rule = rule.isPresent() ? rule : nearest(each, name, descriptor, scope);
    }
    return rule;
  }

  private static boolean declares(Class<?> type, String name, String descriptor) {
    if (!descriptor.startsWith("(")) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return true;
        }
      }
      return false;
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && !Modifier.isAbstract(method.getModifiers())
          && formOf(method).equals(descriptor)) {
        return true;
      }
    }
    return false;
  }

  private static String formOf(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .toMethodDescriptorString();
  }
}
