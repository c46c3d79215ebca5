package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.rewrite.Members.Found;
import dev.hearth.host.sandbox.classloader.rewrite.Site.Kind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.util.HashMap;
import java.util.Map;

/** Applies the rules to the calls and fields of one method. Used by one thread, for one pass. */
final class CallSites {

  private final Members members;
  private final boolean inConstructor;
  private final int firstFree;

  /** How many objects of a class have been made so far that no constructor has been called on. */
  private final Map<String, Integer> raw = new HashMap<>();

  CallSites(Members members, boolean inConstructor, int firstFree) {
    this.members = members;
    this.inConstructor = inConstructor;
    this.firstFree = firstFree;
  }

  /** To be told before it is written. */
  void made(NewObjectInstruction made) {
    raw.merge(made.className().asInternalName(), 1, Integer::sum);
  }

  void write(CodeBuilder b, InvokeInstruction call) {
    write(
        b,
        call,
        new Site(
            kind(call),
            call.owner().asInternalName(),
            call.name().stringValue(),
            call.type().stringValue(),
            call.isInterface()));
  }

  void write(CodeBuilder b, FieldInstruction field) {
    Kind kind =
        switch (field.opcode()) {
          case GETSTATIC -> Kind.READ_STATIC;
          case GETFIELD -> Kind.READ;
          case PUTSTATIC -> Kind.WRITE_STATIC;
          default -> Kind.WRITE;
        };
    write(
        b,
        field,
        new Site(
            kind,
            field.owner().asInternalName(),
            field.name().stringValue(),
            field.type().stringValue(),
            false));
  }

  private void write(CodeBuilder b, Instruction original, Site site) {
    Found found = members.find(site.owner(), site.name(), site.descriptor());
    if (found.rule() instanceof Rule.Allow) {
      b.with(original);
    } else {
      new RuledUse(site, found, firstFree).write(b);
    }
  }

  private Kind kind(InvokeInstruction call) {
    return switch (call.opcode()) {
      case INVOKESTATIC -> Kind.CALL_STATIC;
      case INVOKEINTERFACE -> Kind.CALL_INTERFACE;
      case INVOKESPECIAL ->
          call.name().equalsString("<init>")
              ? constructor(call.owner().asInternalName())
              : Kind.CALL_SPECIAL;
      default -> Kind.CALL;
    };
  }

  /**
   * A wrong guess, which only code that no compiler writes can provoke, ends in code that does not
   * pass the JVM's verifier.
   */
  private Kind constructor(String owner) {
    int waiting = raw.getOrDefault(owner, 0);
    if (waiting == 0 && inConstructor) {
      return Kind.CONTINUE;
    }
    raw.put(owner, waiting - 1);
    return Kind.MAKE;
  }
}
