package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the exception handlers of one method unable to swallow the end of a call. Each is reached
 * only by way of a piece of code at the end of the method, which checks and then jumps to it; that
 * piece is outside all try ranges, so the check ends the method.
 *
 * <p>Handlers that only throw again, above all those that release a monitor, stay as they are, and
 * cover the pieces of the handlers that they covered, so that monitors stay balanced. Whatever the
 * class file claims, these cannot make a circle: an exception passes from one of them, or from a
 * piece, only on to handlers further back in the code. Used by one thread, for one pass.
 */
final class Handlers {

  private static final int LONGEST_RETHROW = 24;

  private final MethodShape shape;

  /** By the place of a handler that only throws again, the place of what throws. */
  private final Map<Integer, Integer> rethrows = new HashMap<>();

  private final Map<Label, Label> trampolines = new LinkedHashMap<>();
  private final Map<Integer, Label> afterRethrow = new HashMap<>();

  Handlers(MethodShape shape) {
    this.shape = shape;
    for (ExceptionCatch handler : shape.handlers()) {
      int start = shape.place(handler.handler());
      int end = endOfRethrow(start);
      if (end >= 0 && leadsOnlyOn(start, end)) {
        rethrows.put(start, end);
      }
    }
  }

  /** The place of the {@code athrow} if nothing else happens from here on; -1 otherwise. */
  private int endOfRethrow(int start) {
    List<Instruction> all = shape.instructions();
    for (int at = start; at < all.size() && at < start + LONGEST_RETHROW; at++) {
      switch (all.get(at)) {
        case LoadInstruction _, StoreInstruction _ -> {}
        case MonitorInstruction monitor when monitor.opcode() == Opcode.MONITOREXIT -> {}
        case ThrowInstruction _ -> {
          return at;
        }
        default -> {
          return -1;
        }
      }
    }
    return -1;
  }

  private boolean leadsOnlyOn(int start, int end) {
    return shape.handlers().stream()
        .filter(range -> from(range) <= end && to(range) > start)
        .allMatch(range -> shape.place(range.handler()) >= start);
  }

  private int from(ExceptionCatch range) {
    return shape.place(range.tryStart());
  }

  /** Exclusive. */
  private int to(ExceptionCatch range) {
    return shape.place(range.tryEnd());
  }

  /** Writes one entry of the exception table. */
  void accept(CodeBuilder b, ExceptionCatch range) {
    int handler = shape.place(range.handler());
    if (rethrows.containsKey(handler)) {
      acceptRethrow(b, range, handler);
      return;
    }
    Label trampoline = trampolines.computeIfAbsent(range.handler(), _ -> b.newLabel());
    b.exceptionCatch(range.tryStart(), range.tryEnd(), trampoline, range.catchType());
  }

  /** Leaves out what the handler covers of itself: compilers do that, and it could spin there. */
  private void acceptRethrow(CodeBuilder b, ExceptionCatch range, int handler) {
    int after = rethrows.getOrDefault(handler, handler) + 1;
    if (to(range) <= handler || from(range) >= after) {
      b.with(range);
      return;
    }
    if (from(range) < handler) {
      b.exceptionCatch(range.tryStart(), range.handler(), range.handler(), range.catchType());
    }
    if (to(range) > after) {
      Label rest = afterRethrow.computeIfAbsent(after, _ -> b.newLabel());
      b.exceptionCatch(rest, range.tryEnd(), range.handler(), range.catchType());
    }
  }

  /** To be called when the instruction at this place has been written. */
  void passed(CodeBuilder b, int place) {
    Label label = afterRethrow.get(place + 1);
    if (label != null) {
      b.labelBinding(label);
    }
  }

  /** Writes the pieces, when everything else has been written. */
  void finish(CodeBuilder b) {
    trampolines.forEach((handler, trampoline) -> {
      Label end = b.newLabel();
      b.labelBinding(trampoline);
      GuardCode.check(b);
      b.goto_(handler).labelBinding(end);
      for (ExceptionCatch range : shape.handlers()) {
        if (releases(range, shape.place(handler))) {
          b.exceptionCatch(trampoline, end, range.handler(), range.catchType());
        }
      }
    });
  }

  /** Whether this would release a monitor if the handler at this place threw at once. */
  private boolean releases(ExceptionCatch range, int handler) {
    int release = shape.place(range.handler());
    return release > handler
        && from(range) <= handler
        && handler < to(range)
        && rethrows.containsKey(release);
  }
}
