package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What classes the artifact will see at run time, and their supertypes: the platform's own packages
 * and the function API come first, then the artifact. Used by one thread.
 */
final class Hierarchy {

  private static final String API = "dev/hearth/function/";
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
   * @param members its own fields and methods, each as {@link #member}; empty for the platform
   */
  record ClassInfo(
      String name,
      Origin origin,
      boolean isInterface,
      String superclass,
      List<String> interfaces,
      Set<String> members) {

    ClassInfo {
      interfaces = List.copyOf(interfaces);
      members = Set.copyOf(members);
    }

    boolean declares(String name, String descriptor) {
      return members.contains(member(name, descriptor));
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
    if (name.startsWith(API) && slash == API.length() - 1) {
      return reflect(name, Origin.API, Optional.ofNullable(Hierarchy.class.getClassLoader()));
    }
    return classes.classFile(name).map(bytes -> parse(name, bytes)).orElseGet(() -> missing(name));
  }

  private static ClassInfo missing(String name) {
    return new ClassInfo(name, Origin.MISSING, false, "", List.of(), Set.of());
  }

  private static ClassInfo parse(String name, byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    Set<String> members = new HashSet<>();
    model
        .fields()
        .forEach(
            f -> members.add(member(f.fieldName().stringValue(), f.fieldType().stringValue())));
    model
        .methods()
        .forEach(
            m -> members.add(member(m.methodName().stringValue(), m.methodType().stringValue())));
    return new ClassInfo(
        name,
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
          origin == Origin.API ? membersOf(type) : Set.of());
    } catch (ClassNotFoundException | LinkageError notThere) {
      return missing(name);
    }
  }

  private static Set<String> membersOf(Class<?> type) {
    return Stream.concat(
            Arrays.stream(type.getDeclaredMethods())
                .map(
                    m -> member(m.getName(), descriptor(m.getReturnType(), m.getParameterTypes()))),
            Stream.concat(
                Arrays.stream(type.getDeclaredFields())
                    .map(f -> member(f.getName(), f.getType().descriptorString())),
                Arrays.stream(type.getDeclaredConstructors())
                    .map(c -> member("<init>", descriptor(void.class, c.getParameterTypes())))))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String descriptor(Class<?> result, Class<?>[] parameters) {
    return java.lang.invoke.MethodType.methodType(result, parameters).descriptorString();
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}
