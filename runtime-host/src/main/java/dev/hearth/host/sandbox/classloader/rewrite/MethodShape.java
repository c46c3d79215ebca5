package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where things are in the body of one method. A place is the number of instructions before it, so
 * that two labels at one place are at the same byte. Immutable once made.
 */
final class MethodShape {

  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Label, Integer> places = new HashMap<>();
  private final Map<Integer, Integer> backEdges = new HashMap<>();
  private final BitSet targets = new BitSet();
  private final BitSet backJumps = new BitSet();
  private final List<ExceptionCatch> handlers = new ArrayList<>();

  MethodShape(CodeModel code) {
    for (CodeElement element : code) {
      switch (element) {
        case DiscontinuedInstruction _ ->
            throw new RewriteException(
                "it uses jsr or ret, as old compilers did: compile it for Java 7 or later");
        case Instruction instruction -> instructions.add(instruction);
        case LabelTarget label -> places.put(label.label(), instructions.size());
        case ExceptionCatch handler -> handlers.add(handler);
        default -> {}
      }
    }
    findJumps();
  }

  private void findJumps() {
    for (ExceptionCatch handler : handlers) {
      targets.set(place(handler.handler()));
    }
    for (int place = 0; place < instructions.size(); place++) {
      for (Label target : targetsOf(instructions.get(place))) {
        targets.set(place(target));
        if (place(target) <= place) {
          backJumps.set(place);
          backEdges.merge(place(target), 1, Integer::sum);
        }
      }
    }
  }

  private static List<Label> targetsOf(Instruction instruction) {
    List<Label> labels = new ArrayList<>();
    switch (instruction) {
      case BranchInstruction branch -> labels.add(branch.target());
      case TableSwitchInstruction table -> {
        labels.add(table.defaultTarget());
        table.cases().forEach(c -> labels.add(c.target()));
      }
      case LookupSwitchInstruction lookup -> {
        labels.add(lookup.defaultTarget());
        lookup.cases().forEach(c -> labels.add(c.target()));
      }
      default -> {}
    }
    return labels;
  }

  List<Instruction> instructions() {
    return instructions;
  }

  /** The exception table, in its order. */
  List<ExceptionCatch> handlers() {
    return handlers;
  }

  int place(Label label) {
    Integer place = places.get(label);
    if (place == null) {
      throw new RewriteException("it jumps out of its code: build the JAR again");
    }
    return place;
  }

  /** Whether the instruction at this place may jump to itself or to an earlier one. */
  boolean jumpsBack(int place) {
    return backJumps.get(place);
  }

  /** How many instructions jump back to this place. */
  int backEdgesTo(int place) {
    return backEdges.getOrDefault(place, 0);
  }

  /** Whether some jump or exception handler leads to this place. */
  boolean isTarget(int place) {
    return targets.get(place);
  }
}
