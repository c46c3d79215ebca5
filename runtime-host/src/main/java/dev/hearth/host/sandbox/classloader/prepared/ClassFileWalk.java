package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.sandbox.classloader.prepared.ClassFacts.Obstacle;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads every part of a class file that {@code java.lang.classfile} would otherwise read only when
 * it is asked for, so that damage shows now. Throws whatever the parser throws.
 */
final class ClassFileWalk {

  private ClassFileWalk() {}

  /** Parses a class file from end to end. */
  static ClassModel walk(byte[] classFile) {
    ClassModel model = ClassFile.of().parse(classFile);
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof Utf8Entry text) {
        text.stringValue();
      }
    }
    model.forEach(_ -> {});
    for (FieldModel field : model.fields()) {
      field.fieldTypeSymbol();
      field.forEach(_ -> {});
    }
    for (MethodModel method : model.methods()) {
      method.methodTypeSymbol();
      method.forEach(_ -> {});
      method.code().ifPresent(ClassFileWalk::walk);
    }
    return model;
  }

  /** The subroutines of old compilers hide where code jumps back to, so they cannot be metered. */
  private static void walk(CodeModel code) {
    for (CodeElement element : code) {
      if (element instanceof DiscontinuedInstruction) {
        throw new IllegalArgumentException("it uses jsr or ret, as old compilers did");
      }
    }
    code.findAttribute(Attributes.stackMapTable()).ifPresent(StackMapTableAttribute::entries);
  }

  /** What the class is, for finding handlers. */
  static ClassFacts facts(ClassModel model) {
    List<String> supertypes = new ArrayList<>();
    model.superclass().ifPresent(type -> supertypes.add(binaryName(type)));
    model.interfaces().forEach(type -> supertypes.add(binaryName(type)));
    return new ClassFacts(binaryName(model.thisClass()), supertypes, obstacles(model));
  }

  private static Set<Obstacle> obstacles(ClassModel model) {
    Set<AccessFlag> flags = model.flags().flags();
    Optional<InnerClassInfo> nested = nested(model);
    Set<Obstacle> found = EnumSet.noneOf(Obstacle.class);
    if (flags.contains(AccessFlag.INTERFACE)) {
      found.add(Obstacle.INTERFACE);
    } else if (flags.contains(AccessFlag.ABSTRACT)) {
      found.add(Obstacle.ABSTRACT);
    }
    if (!flags.contains(AccessFlag.PUBLIC)
        || nested.filter(info -> !info.has(AccessFlag.PUBLIC)).isPresent()) {
      found.add(Obstacle.NOT_PUBLIC);
    }
    if (nested.filter(info -> !info.has(AccessFlag.STATIC)).isPresent()) {
      found.add(Obstacle.INNER);
    }
    if (!found.contains(Obstacle.INTERFACE)
        && model.methods().stream().noneMatch(ClassFileWalk::makes)) {
      found.add(Obstacle.NO_CONSTRUCTOR);
    }
    return found;
  }

  private static boolean makes(MethodModel method) {
    return method.methodName().equalsString("<init>")
        && method.methodType().equalsString("()V")
        && method.flags().has(AccessFlag.PUBLIC);
  }

  /** What the class file says of its own class among the nested ones. */
  private static Optional<InnerClassInfo> nested(ClassModel model) {
    return model
        .findAttribute(Attributes.innerClasses())
        .flatMap(all ->
            all.classes().stream()
                .filter(info -> info.innerClass().equals(model.thisClass()))
                .findFirst());
  }

  private static String binaryName(ClassEntry type) {
    return type.asInternalName().replace('/', '.');
  }
}
