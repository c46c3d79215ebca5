package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.util.ArrayList;
import java.util.List;

/**
 * Guards the making of arrays and the entering of monitors in one method. Arrays of small constant
 * sizes are left alone. Used by one thread, for one pass.
 */
final class Allocations {

  private static final int SMALL = 16384;
  private static final int REFERENCE_BYTES = 4;

  /** The first local variable that the method does not use. */
  private final int firstFree;

  /** The int constants pushed by the instructions just before. */
  private final List<Integer> constants = new ArrayList<>();

  Allocations(int firstFree) {
    this.firstFree = firstFree;
  }

  /**
   * Writes what has to come before an instruction.
   *
   * @param isTarget whether jumps lead to it
   */
  void accept(CodeBuilder b, Instruction instruction, boolean isTarget) {
    if (isTarget) {
      constants.clear();
    }
    switch (instruction) {
      case ConstantInstruction constant when constant.constantValue() instanceof Integer value -> {
        constants.add(value);
        return;
      }
      case NewPrimitiveArrayInstruction array -> one(b, bytes(array.typeKind()));
      case NewReferenceArrayInstruction _ -> one(b, REFERENCE_BYTES);
      case NewMultiArrayInstruction array -> several(b, array);
      case MonitorInstruction monitor when monitor.opcode() == Opcode.MONITORENTER ->
          GuardCode.monitor(b);
      default -> {}
    }
    constants.clear();
  }

  private void one(CodeBuilder b, int elementBytes) {
    if (!areSmall(1)) {
      GuardCode.array(b, elementBytes);
    }
  }

  private boolean areSmall(int dimensions) {
    if (constants.size() < dimensions) {
      return false;
    }
    long product = 1;
    for (int size : constants.subList(constants.size() - dimensions, constants.size())) {
      product *= Math.clamp(size, 1, SMALL + 1);
      if (product > SMALL) {
        return false;
      }
    }
    return true;
  }

  /** By way of local variables, for there may be up to 255 counts. */
  private void several(CodeBuilder b, NewMultiArrayInstruction array) {
    int dimensions = array.dimensions();
    if (areSmall(dimensions)) {
      return;
    }
    for (int i = dimensions - 1; i >= 0; i--) {
      b.istore(firstFree + i);
    }
    b.loadConstant(dimensions).newarray(TypeKind.INT);
    for (int i = 0; i < dimensions; i++) {
      b.dup().loadConstant(i).iload(firstFree + i).iastore();
    }
    String inner = array.arrayType().asInternalName().substring(dimensions);
    GuardCode.arrays(b, bytes(TypeKind.fromDescriptor(inner)));
    for (int i = 0; i < dimensions; i++) {
      b.iload(firstFree + i);
    }
  }

  private static int bytes(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN, BYTE -> 1;
      case SHORT, CHAR -> 2;
      case LONG, DOUBLE -> 8;
      case INT, FLOAT -> 4;
      case REFERENCE, VOID -> REFERENCE_BYTES;
    };
  }
}
