package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;

/**
 * Finds the innermost loops that end by themselves after at most 2^32 cheap steps. They get no
 * check, which would keep the JIT compiler from vectorising them. Such a loop is
 *
 * <pre>
 * header: iload v; at most three loads of a bound; if_icmpge exit
 *         neither calls nor allocations nor inner loops, no other write to v
 *         iinc v 1; goto header
 * </pre>
 *
 * or counts down by one to {@code iflt}, {@code ifle} or {@code if_icmple}. Whatever the bound is,
 * {@code v >= bound} holds before v overflows; it would not for {@code v > bound} or for other
 * steps. Stateless.
 */
final class CountedLoops {

  private static final int MOST_BOUND_LOADS = 3;

  private final MethodShape shape;

  CountedLoops(MethodShape shape) {
    this.shape = shape;
  }

  /** Whether the jump back at this place is the end of such a loop. */
  boolean endsAt(int place) {
    if (!(at(place) instanceof BranchInstruction jump) || !isGoto(jump)) {
      return false;
    }
    int header = shape.place(jump.target());
    return header <= place - 3
        && shape.backEdgesTo(header) == 1
        && !shape.isTarget(place)
        && at(place - 1) instanceof IncrementInstruction step
        && Math.abs(step.constant()) == 1
        && leaves(new Loop(header, place, step))
        && isPlain(new Loop(header, place, step));
  }

  /**
   * A loop.
   *
   * @param last the place of the jump back
   */
  private record Loop(int header, int last, IncrementInstruction step) {}

  private Instruction at(int place) {
    return shape.instructions().get(place);
  }

  private static boolean isGoto(BranchInstruction jump) {
    return jump.opcode() == Opcode.GOTO || jump.opcode() == Opcode.GOTO_W;
  }

  /** Whether it begins with a test of the counter that leaves it for good. */
  private boolean leaves(Loop loop) {
    if (!readsCounter(loop)) {
      return false;
    }
    int test = loop.header + 1;
    while (test < loop.last && !shape.isTarget(test) && isBoundLoad(at(test))) {
      test++;
    }
    int loads = test - loop.header - 1;
    return loads <= MOST_BOUND_LOADS
        && !shape.isTarget(test)
        && at(test) instanceof BranchInstruction exit
        && shape.place(exit.target()) > loop.last
        && ends(exit.opcode(), loop.step.constant(), loads > 0);
  }

  private boolean readsCounter(Loop loop) {
    return at(loop.header) instanceof LoadInstruction load
        && load.typeKind() == TypeKind.INT
        && load.slot() == loop.step.slot();
  }

  private static boolean ends(Opcode test, int step, boolean hasBound) {
    if (step == 1) {
      return hasBound && test == Opcode.IF_ICMPGE;
    }
    return hasBound ? test == Opcode.IF_ICMPLE : test == Opcode.IFLT || test == Opcode.IFLE;
  }

  private static boolean isBoundLoad(Instruction instruction) {
    return switch (instruction) {
      case LoadInstruction _, ConstantInstruction _, ArrayLoadInstruction _ -> true;
      case FieldInstruction field ->
          field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.GETSTATIC;
      case OperatorInstruction operator -> operator.opcode() == Opcode.ARRAYLENGTH;
      default -> false;
    };
  }

  /** Whether the body is cheap and leaves the counter alone. */
  private boolean isPlain(Loop loop) {
    for (int place = loop.header; place < loop.last; place++) {
      if ((place > loop.header && shape.backEdgesTo(place) > 0)
          || shape.jumpsBack(place)
          || !isCheap(at(place))
          || (place != loop.last - 1 && writes(at(place), loop.step.slot()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean writes(Instruction instruction, int slot) {
    return switch (instruction) {
      case StoreInstruction store ->
          store.slot() == slot || (store.slot() == slot - 1 && store.typeKind().slotSize() == 2);
      case IncrementInstruction increment -> increment.slot() == slot;
      default -> false;
    };
  }

  private static boolean isCheap(Instruction instruction) {
    return switch (instruction) {
      case ArrayLoadInstruction _, ArrayStoreInstruction _ -> true;
      case BranchInstruction _, IncrementInstruction _ -> true;
      case ConvertInstruction _, FieldInstruction _, OperatorInstruction _ -> true;
      case LoadInstruction _, StoreInstruction _, StackInstruction _ -> true;
      case ConstantInstruction constant ->
          !(constant instanceof ConstantInstruction.LoadConstantInstruction load)
              || load.typeKind() != TypeKind.REFERENCE;
      default -> false;
    };
  }
}
