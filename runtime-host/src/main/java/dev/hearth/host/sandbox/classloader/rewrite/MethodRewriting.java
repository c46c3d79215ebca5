package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.ExceptionCatch;

/** One pass over the body of one method. Used by one thread, once. */
final class MethodRewriting implements CodeTransform {

  private final MethodShape shape;
  private final CountedLoops counted;
  private final Handlers handlers;
  private final Allocations allocations;
  private int place;

  MethodRewriting(MethodShape shape, int locals) {
    this.shape = shape;
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
        b.with(instruction);
        handlers.passed(b, place);
        place++;
      }
      default -> b.with(element);
    }
  }

  @Override
  public void atEnd(CodeBuilder b) {
    handlers.finish(b);
  }
}
