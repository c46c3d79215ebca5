package dev.hearth.host.sandbox.classloader.policy;

import dev.hearth.host.sandbox.classloader.policy.Site.Member;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.util.Set;

/** Goes through the code of one class. Used by one thread. */
final class CodeReader {

  static final String INITIALISER = "<clinit>";

  /** Not made for several threads. */
  private static final Set<String> UNGUARDED =
      Set.of(
          "java/util/ArrayList",
          "java/util/LinkedList",
          "java/util/ArrayDeque",
          "java/util/PriorityQueue",
          "java/util/HashMap",
          "java/util/LinkedHashMap",
          "java/util/TreeMap",
          "java/util/IdentityHashMap",
          "java/util/WeakHashMap",
          "java/util/EnumMap",
          "java/util/HashSet",
          "java/util/LinkedHashSet",
          "java/util/TreeSet",
          "java/util/BitSet",
          "java/util/GregorianCalendar",
          "java/text/SimpleDateFormat",
          "java/text/DecimalFormat",
          "java/lang/StringBuilder");

  /** Gets what is found, in the order of the code. */
  interface Findings {

    /** A member is called, read, written, or handed on as a method handle. */
    void uses(Site site);

    /** A static field is written outside the initialiser of its class. */
    void writes(Site site);

    /** A static field is given something that several threads must not change at once. */
    void shares(Site site);

    /** A method is native. */
    void isNative(Site site);
  }

  private final String type;
  private final Findings findings;

  /** What the initialiser made last and has not stored yet; empty if nothing. */
  private String made = "";

  private CodeReader(String type, Findings findings) {
    this.type = type;
    this.findings = findings;
  }

  static void read(ClassModel model, Findings findings) {
    CodeReader reader = new CodeReader(model.thisClass().asInternalName(), findings);
    model.methods().forEach(reader::method);
  }

  private void method(MethodModel method) {
    String name = method.methodName().stringValue();
    if ((method.flags().flagsMask() & ClassFile.ACC_NATIVE) != 0) {
      Member self = new Member(type, name, method.methodType().stringValue());
      findings.isNative(new Site(type, name, self));
    }
    method.code().ifPresent(code -> code.forEach(element -> element(name, element)));
  }

  private void element(String method, CodeElement element) {
    switch (element) {
      case InvokeInstruction call -> {
        settle(call.owner().asInternalName());
        use(method, call.method());
      }
      case FieldInstruction access -> field(method, access);
      case NewObjectInstruction making -> {
        String what = making.className().asInternalName();
        made = UNGUARDED.contains(what) ? what : made;
      }
      case InvokeDynamicInstruction call ->
          call.invokedynamic().bootstrap().arguments().forEach(value -> handle(method, value));
      case LoadConstantInstruction load -> handle(method, load.constantEntry());
      default -> {}
    }
  }

  /** What is wrapped or copied is taken for safe. */
  private void settle(String calledType) {
    if (Set.of("java/util/Collections", "java/util/List", "java/util/Map", "java/util/Set")
        .contains(calledType)) {
      made = "";
    }
  }

  private void handle(String method, LoadableConstantEntry constant) {
    if (constant instanceof MethodHandleEntry handle) {
      use(method, handle.reference());
    }
  }

  private void use(String method, MemberRefEntry member) {
    findings.uses(site(method, member));
  }

  private void field(String method, FieldInstruction access) {
    use(method, access.field());
    if (access.opcode() != Opcode.PUTSTATIC) {
      return;
    }
    if (!method.equals(INITIALISER)) {
      findings.writes(site(method, access.field()));
    } else if (!made.isEmpty()) {
      findings.shares(site(method, access.field()));
    }
    made = "";
  }

  private Site site(String method, MemberRefEntry member) {
    return new Site(
        type,
        method,
        new Member(
            member.owner().asInternalName(),
            member.name().stringValue(),
            member.type().stringValue()));
  }
}
