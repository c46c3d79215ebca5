package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;

/** One pass over the body of one method. Used by one thread, once. */
final class MethodRewriting implements CodeTransform {

  private final MethodShape shape;
  private final CountedLoops counted;
  private final Handlers handlers;
  private final Allocations allocations;
  private final CallSites sites;
  private final Constants constants;
  private int place;

  /**
   * A pass.
   *
   * @param sites for this method
   * @param locals how many local variables the method uses
   */
  MethodRewriting(MethodShape shape, CallSites sites, Constants constants, int locals) {
    this.shape = shape;
    this.sites = sites;
    this.constants = constants;
    this.allocations = new Allocations(locals);
    this.counted = new CountedLoops(shape);
    this.handlers = new Handlers(shape);
  }

  @Override
  public void atStart(CodeBuilder b) {
    GuardCode.check(b);
  }

  @Override
  public void accept(CodeBuilder b, CodeElement element) {
    switch (element) {
      case ExceptionCatch range -> handlers.accept(b, range);
      case Instruction instruction -> {
        if (shape.jumpsBack(place) && !counted.endsAt(place)) {
          GuardCode.check(b);
        }
        allocations.accept(b, instruction, shape.isTarget(place));
        write(b, instruction);
        handlers.passed(b, place);
        place++;
      }
      default -> b.with(element);
    }
  }

  private void write(CodeBuilder b, Instruction instruction) {
    switch (instruction) {
      case InvokeInstruction call -> sites.write(b, call);
      case FieldInstruction field -> sites.write(b, field);
      case InvokeDynamicInstruction call -> constants.write(b, call);
      case LoadConstantInstruction load -> constants.write(b, load);
      case NewObjectInstruction made -> {
        sites.made(made);
        b.with(made);
      }
      default -> b.with(instruction);
    }
  }

  @Override
  public void atEnd(CodeBuilder b) {
    handlers.finish(b);
  }
}
