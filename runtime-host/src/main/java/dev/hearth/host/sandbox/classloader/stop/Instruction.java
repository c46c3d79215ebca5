package dev.hearth.host.sandbox.classloader.stop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An instruction of a method, as chapter 6 of the specification of the Java virtual machine has it.
 * Pure.
 *
 * @param opcode which
 * @param constant the constant that its first two operands name; anything if it has none
 */
record Instruction(int opcode, int constant) {

  private static final int GETSTATIC = 178;
  private static final int PUTSTATIC = 179;
  private static final int INVOKESTATIC = 184;
  private static final int NEW = 187;

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;

  /** The instruction at a place of the code of a method. */
  static Instruction at(byte[] code, int index) {
    int constant = index + 2 < code.length ? ByteBuffer.wrap(code).getShort(index + 1) : 0;
    return new Instruction(code[index] & 0xff, constant & 0xffff);
  }

  /**
   * Whether it may begin to initialise a class. The virtual machine throws a pending kill where it
   * calls the initialiser, before that has a frame, and the class would be broken for all.
   */
  boolean mayInitialise() {
    return opcode == GETSTATIC || opcode == PUTSTATIC || opcode == INVOKESTATIC || opcode == NEW;
  }

  /**
   * The class that it names, with slashes.
   *
   * @param pool the constants of the class of the method, as they stand in its class file
   */
  String owner(byte[] pool) {
    ByteBuffer constants = ByteBuffer.wrap(pool);
    int named = offset(constants, constant);
    int type =
        constants.get(named) == CLASS
            ? named
            : offset(constants, constants.getShort(named + 1) & 0xffff);
    int name = offset(constants, constants.getShort(type + 1) & 0xffff);
    int length = constants.getShort(name + 1) & 0xffff;
    return new String(pool, name + 3, length, StandardCharsets.UTF_8);
  }

  private static int offset(ByteBuffer constants, int wanted) {
    int offset = 0;
    int number = 1;
    while (number < wanted) {
      int tag = constants.get(offset);
      number += tag == LONG || tag == DOUBLE ? 2 : 1;
      offset += size(constants, offset, tag);
    }
    return offset;
  }

  private static int size(ByteBuffer constants, int offset, int tag) {
    return switch (tag) {
      case UTF8 -> 3 + (constants.getShort(offset + 1) & 0xffff);
      case LONG, DOUBLE -> 9;
      case CLASS, 8, 16, 19, 20 -> 3; // string, method type, module, package
      case 15 -> 4; // method handle
      default -> 5;
    };
  }
}
