package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * One use of a member.
 *
 * @param owner the class it is used through, in the form {@code com/acme/Hello}; may be an array
 * @param descriptor of the method, or of the field's type
 * @param isInterface whether the class file takes the owner for an interface
 */
record Site(Kind kind, String owner, String name, String descriptor, boolean isInterface) {

  /** How a member is used. */
  enum Kind {
    CALL_STATIC,
    CALL,
    CALL_INTERFACE,
    /** Without looking for an override. */
    CALL_SPECIAL,
    /** A constructor on what {@code new} has just made. */
    MAKE,
    /** A constructor called by a constructor, on the same object. */
    CONTINUE,
    READ_STATIC,
    READ,
    WRITE_STATIC,
    WRITE
  }

  ClassDesc ownerType() {
    return type(owner);
  }

  static ClassDesc type(String internalName) {
    return internalName.startsWith("[")
        ? ClassDesc.ofDescriptor(internalName)
        : ClassDesc.ofInternalName(internalName);
  }

  /** Of a class or interface. */
  static String internalName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }

  boolean isConstructor() {
    return kind == Kind.MAKE || kind == Kind.CONTINUE;
  }

  boolean isWrite() {
    return kind == Kind.WRITE || kind == Kind.WRITE_STATIC;
  }

  /**
   * What the use takes from the stack, without the object of a constructor.
   *
   * @param receiver the type to give for the receiver, if there is one
   */
  List<ClassDesc> operands(ClassDesc receiver) {
    List<ClassDesc> types = new ArrayList<>();
    switch (kind) {
      case CALL, CALL_INTERFACE, CALL_SPECIAL, READ, WRITE -> types.add(receiver);
      case CALL_STATIC, MAKE, CONTINUE, READ_STATIC, WRITE_STATIC -> {}
    }
    switch (kind) {
      case CALL, CALL_INTERFACE, CALL_SPECIAL, CALL_STATIC, MAKE, CONTINUE ->
          types.addAll(MethodTypeDesc.ofDescriptor(descriptor).parameterList());
      case WRITE, WRITE_STATIC -> types.add(ClassDesc.ofDescriptor(descriptor));
      case READ, READ_STATIC -> {}
    }
    return types;
  }

  /** What the use leaves on the stack; for a constructor the object. */
  ClassDesc result() {
    return switch (kind) {
      case CALL, CALL_INTERFACE, CALL_SPECIAL, CALL_STATIC ->
          MethodTypeDesc.ofDescriptor(descriptor).returnType();
      case MAKE, CONTINUE -> ownerType();
      case READ, READ_STATIC -> ClassDesc.ofDescriptor(descriptor);
      case WRITE, WRITE_STATIC -> ConstantDescs.CD_void;
    };
  }

  /** Writes the use as it is. */
  void write(CodeBuilder b) {
    ClassDesc type = ownerType();
    switch (kind) {
      case CALL_STATIC -> b.invokestatic(type, name, method(), isInterface);
      case CALL -> b.invokevirtual(type, name, method());
      case CALL_INTERFACE -> b.invokeinterface(type, name, method());
      case CALL_SPECIAL, MAKE, CONTINUE -> b.invokespecial(type, name, method(), isInterface);
      case READ_STATIC -> b.getstatic(type, name, ClassDesc.ofDescriptor(descriptor));
      case READ -> b.getfield(type, name, ClassDesc.ofDescriptor(descriptor));
      case WRITE_STATIC -> b.putstatic(type, name, ClassDesc.ofDescriptor(descriptor));
      case WRITE -> b.putfield(type, name, ClassDesc.ofDescriptor(descriptor));
    }
  }

  private MethodTypeDesc method() {
    return MethodTypeDesc.ofDescriptor(descriptor);
  }

  /** As a message names it, for instance {@code java.lang.System.exit}. */
  String shown(String declaringClass) {
    String type = declaringClass.replace('/', '.');
    return isConstructor() ? "new " + type : type + "." + name;
  }
}
