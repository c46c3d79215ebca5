package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.SharedApi;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What classes the artifact will see at run time, and their supertypes: the platform's own packages
 * and the function APIs come first, then the artifact. Used by one thread.
 */
final class Hierarchy {

  private static final Set<String> PLATFORM_PACKAGES =
      ModuleLayer.boot().modules().stream()
          .filter(module -> isOfPlatform(Optional.ofNullable(module.getClassLoader())))
          .flatMap(module -> module.getPackages().stream())
          .map(name -> name.replace('.', '/'))
          .collect(Collectors.toUnmodifiableSet());

  private final ClassSource classes;
  private final Map<String, ClassInfo> known = new HashMap<>();

  Hierarchy(ClassSource classes) {
    this.classes = classes;
  }

  private static boolean isOfPlatform(Optional<ClassLoader> loader) {
    return loader.isEmpty() || loader.get().equals(ClassLoader.getPlatformClassLoader());
  }

  /** Whose a class is. */
  enum Origin {
    ARTIFACT,
    PLATFORM,
    API,
    /** Nobody's; code that needs it fails to link. */
    MISSING
  }

  /**
   * One class or interface.
   *
   * @param superclass in the form {@code com/acme/Hello}; empty if it has none
   * @param interfaces in the same form
   * @param members its own fields and methods, each as {@link #member}, and their access flags;
   *     empty for classes of the platform
   */
  record ClassInfo(
      String name,
      Origin origin,
      boolean isInterface,
      String superclass,
      List<String> interfaces,
      Map<String, Integer> members) {

    private static final int NOT_OVERRIDING = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;

    ClassInfo {
      interfaces = List.copyOf(interfaces);
      members = Map.copyOf(members);
    }

    boolean declares(String name, String descriptor) {
      return members.containsKey(member(name, descriptor));
    }

    /** Whether it declares such a method that is neither static nor private. */
    boolean declaresMethod(Inherited.Method method) {
      String member = member(method.name(), method.descriptor());
      return (members.getOrDefault(member, NOT_OVERRIDING) & NOT_OVERRIDING) == 0;
    }
  }

  private static String member(String name, String descriptor) {
    return name + ' ' + descriptor;
  }

  /** The class of this internal name; not an array. */
  ClassInfo type(String name) {
    ClassInfo type = known.get(name);
    if (type == null) {
      type = find(name);
      known.put(name, type);
    }
    return type;
  }

  /** A class with all its superclasses and interfaces, by name. */
  Map<String, ClassInfo> supertypes(ClassInfo type) {
    Map<String, ClassInfo> all = new LinkedHashMap<>();
    Deque<ClassInfo> ahead = new ArrayDeque<>(List.of(type));
    while (!ahead.isEmpty()) {
      ClassInfo next = ahead.remove();
      if (all.putIfAbsent(next.name, next) == null) {
        Stream.concat(Stream.of(next.superclass), next.interfaces.stream())
            .filter(name -> !name.isEmpty())
            .map(this::type)
            .forEach(ahead::add);
      }
    }
    return all;
  }

  /** The class itself, if it is one of the platform. */
  Optional<Class<?>> platformClass(String name) {
    try {
      return type(name).origin == Origin.PLATFORM
          ? Optional.of(
              Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader()))
          : Optional.empty();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a class of the platform has gone", e);
    }
  }

  /** For the making of stack maps. What is missing is taken for a class of its own. */
  ClassHierarchyInfo forFrames(ClassDesc description) {
    String descriptor = description.descriptorString();
    ClassInfo type = type(descriptor.substring(1, descriptor.length() - 1));
    if (type.isInterface) {
      return ClassHierarchyInfo.ofInterface();
    }
    return type.superclass.isEmpty()
        ? ClassHierarchyInfo.ofClass(
            type.name.equals("java/lang/Object") ? null : ConstantDescs.CD_Object)
        : ClassHierarchyInfo.ofClass(ClassDesc.ofInternalName(type.superclass));
  }

  private ClassInfo find(String name) {
    int slash = name.lastIndexOf('/');
    if (slash >= 0 && PLATFORM_PACKAGES.contains(name.substring(0, slash))) {
      return reflect(name, Origin.PLATFORM, Optional.of(ClassLoader.getPlatformClassLoader()));
    }
    if (SharedApi.has(name.replace('/', '.'))) {
      return reflect(name, Origin.API, Optional.ofNullable(Hierarchy.class.getClassLoader()));
    }
    return classes
        .classFile(name)
        .map(bytes -> describe(ClassFile.of().parse(bytes)))
        .orElseGet(() -> missing(name));
  }

  private static ClassInfo missing(String name) {
    return new ClassInfo(name, Origin.MISSING, false, "", List.of(), Map.of());
  }

  /** A class of the artifact. */
  static ClassInfo describe(ClassModel model) {
    Map<String, Integer> members = new HashMap<>();
    for (FieldModel field : model.fields()) {
      members.put(
          member(field.fieldName().stringValue(), field.fieldType().stringValue()),
          field.flags().flagsMask());
    }
    for (MethodModel method : model.methods()) {
      members.put(
          member(method.methodName().stringValue(), method.methodType().stringValue()),
          method.flags().flagsMask());
    }
    return new ClassInfo(
        model.thisClass().asInternalName(),
        Origin.ARTIFACT,
        (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0,
        model.superclass().map(c -> c.asInternalName()).orElse(""),
        model.interfaces().stream().map(c -> c.asInternalName()).toList(),
        members);
  }

  private static ClassInfo reflect(String name, Origin origin, Optional<ClassLoader> loader) {
    try {
      Class<?> type = Class.forName(name.replace('/', '.'), false, loader.orElse(null));
      return new ClassInfo(
          name,
          origin,
          type.isInterface(),
          Optional.<Class<?>>ofNullable(type.getSuperclass())
              .map(Hierarchy::internalName)
              .orElse(type.isInterface() ? "java/lang/Object" : ""),
          Arrays.stream(type.getInterfaces()).map(Hierarchy::internalName).toList(),
          origin == Origin.API || type.isInterface() ? membersOf(type) : Map.of());
    } catch (ClassNotFoundException | LinkageError notThere) {
      return missing(name);
    }
  }

  private static Map<String, Integer> membersOf(Class<?> type) {
    Map<String, Integer> members = new HashMap<>();
    for (Method method : type.getDeclaredMethods()) {
      members.put(
          member(method.getName(), descriptor(method.getReturnType(), method.getParameterTypes())),
          method.getModifiers());
    }
    for (Field field : type.getDeclaredFields()) {
      members.put(
          member(field.getName(), field.getType().descriptorString()), field.getModifiers());
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      members.put(
          member("<init>", descriptor(void.class, constructor.getParameterTypes())),
          constructor.getModifiers());
    }
    return members;
  }

  private static String descriptor(Class<?> result, Class<?>[] parameters) {
    return MethodType.methodType(result, parameters).descriptorString();
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}
