package dev.hearth.host.sandbox.classloader.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The classes of the running Java platform that are there for everybody, as their files say. */
final class Platform {

  /** Where the class files of each exported package are. */
  private final Map<String, Path> packages = new HashMap<>();

  private final Map<String, PlatformClass> read = new TreeMap<>();

  /** A member: {@code static} is about methods and fields, {@code key} as in the strict list. */
  record Member(String name, String descriptor, boolean isStatic) {
    String key() {
      return StrictMembers.key(name, descriptor);
    }
  }

  /**
   * A class.
   *
   * @param isPublic whether it and all the classes around it are
   * @param supertypes the superclass first
   * @param members the public and protected ones it declares
   */
  record PlatformClass(
      String name, boolean isPublic, List<String> supertypes, List<Member> members) {}

  Platform() {
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      Path root =
          FileSystems.getFileSystem(URI.create("jrt:/"))
              .getPath("/modules", module.descriptor().name());
      for (ModuleDescriptor.Exports exports : module.descriptor().exports()) {
        if (!exports.isQualified()) {
          String name = exports.source().replace('.', '/');
          packages.put(name, root.resolve(name));
        }
      }
    }
  }

  boolean hasPackage(String name) {
    return packages.containsKey(name);
  }

  /** Every public class of a package that is exported to everybody. */
  List<PlatformClass> publicClasses(String packageName) {
    Path directory = Optional.ofNullable(packages.get(packageName)).orElseThrow();
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .map(file -> packageName + "/" + file.substring(0, file.length() - 6))
          .sorted()
          .flatMap(name -> find(name).stream())
          .filter(PlatformClass::isPublic)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The packages of a module that are exported to everybody. */
  List<String> packagesOf(String module) {
    return packages.entrySet().stream()
        .filter(entry -> entry.getValue().getName(1).toString().equals(module))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** A class in a package that is exported to everybody. */
  Optional<PlatformClass> find(String name) {
    Path directory = packages.get(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
    if (directory == null) {
      return Optional.empty();
    }
    Path file = directory.resolve(name.substring(name.lastIndexOf('/') + 1) + ".class");
    if (!read.containsKey(name) && Files.exists(file)) {
      read.put(name, describe(parse(file)));
    }
    return Optional.ofNullable(read.get(name));
  }

  /** What it declares, and what it inherits from classes that nobody can name. */
  List<Member> members(PlatformClass type) {
    List<Member> all = new ArrayList<>(type.members());
    for (String name : type.supertypes()) {
      find(name)
          .filter(supertype -> !supertype.isPublic())
          .ifPresent(hidden ->
              members(hidden).stream()
                  .filter(member -> !member.name().equals("<init>"))
                  .filter(member -> all.stream().noneMatch(own -> own.key().equals(member.key())))
                  .forEach(all::add));
    }
    return all;
  }

  /** Whether it is that type or a subtype. */
  boolean extendsType(PlatformClass type, String wanted) {
    return type.name().equals(wanted)
        || type.supertypes().stream()
            .flatMap(name -> find(name).stream())
            .anyMatch(supertype -> extendsType(supertype, wanted));
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private PlatformClass describe(ClassModel model) {
    List<String> supertypes = new ArrayList<>();
    model.superclass().ifPresent(type -> supertypes.add(type.asInternalName()));
    model.interfaces().forEach(type -> supertypes.add(type.asInternalName()));
    List<Member> members = new ArrayList<>();
    for (MethodModel method : model.methods()) {
      if (isOpen(method.flags())) {
        members.add(
            new Member(
                method.methodName().stringValue(),
                method.methodType().stringValue(),
                method.flags().has(AccessFlag.STATIC)));
      }
    }
    for (FieldModel field : model.fields()) {
      if (isOpen(field.flags())) {
        members.add(
            new Member(
                field.fieldName().stringValue(),
                field.fieldType().stringValue(),
                field.flags().has(AccessFlag.STATIC)));
      }
    }
    return new PlatformClass(
        model.thisClass().asInternalName(), isPublic(model), supertypes, members);
  }

  private static boolean isOpen(AccessFlags flags) {
    return flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED);
  }

  private boolean isPublic(ClassModel model) {
    Optional<InnerClassInfo> nested =
        model
            .findAttribute(Attributes.innerClasses())
            .flatMap(all ->
                all.classes().stream()
                    .filter(info -> info.innerClass().equals(model.thisClass()))
                    .findFirst());
    if (nested.isEmpty()) {
      return model.flags().has(AccessFlag.PUBLIC);
    }
    InnerClassInfo info = nested.get();
    return (info.has(AccessFlag.PUBLIC) || info.has(AccessFlag.PROTECTED))
        && info.outerClass()
            .map(ClassEntry::asInternalName)
            .flatMap(this::find)
            .filter(PlatformClass::isPublic)
            .isPresent();
  }
}
