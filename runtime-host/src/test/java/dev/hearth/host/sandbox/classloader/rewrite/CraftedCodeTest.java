package dev.hearth.host.sandbox.classloader.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.sandbox.classloader.guard.Kill;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Code that no compiler writes. The flag is raised within the method, by a call of a method that
 * raises it, so every loop has to end at its next check.
 */
@Timeout(60)
class CraftedCodeTest {

  private static final ClassDesc T = ClassDesc.of("T");
  private static final ClassDesc RAISER = ClassDesc.of("java.lang.Runnable");

  /** {@code run(Runnable raise, Object lock)}. */
  private static void ends(Consumer<CodeBuilder> body) {
    ends(Kill.class, body);
  }

  private static void ends(Class<? extends Throwable> how, Consumer<CodeBuilder> body) {
    byte[] classFile =
        ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS)
            .build(
                T,
                type ->
                    type.withVersion(ClassFile.JAVA_25_VERSION, 0)
                        .withFlags(ClassFile.ACC_PUBLIC)
                        .withMethodBody(
                            "run",
                            java.lang.constant.MethodTypeDesc.of(
                                ConstantDescs.CD_void, RAISER, ConstantDescs.CD_Object),
                            ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                            body));
    Rewritten t = new Rewritten(Map.of("T.class", classFile), Rules.none());
    Object lock = new Object();
    Runnable raise = t::end;
    assertThatThrownBy(() -> t.call("run", raise, lock)).isInstanceOf(how);
    assertThat(Thread.holdsLock(lock)).isFalse();
  }

  private static void raise(CodeBuilder b) {
    b.aload(0).invokeinterface(RAISER, "run", ConstantDescs.MTD_void);
  }

  @Test
  void endsAHandlerThatCoversItself() {
    ends(b -> {
      Label start = b.newLabel();
      Label handler = b.newLabel();
      Label end = b.newLabel();
      b.labelBinding(start);
      raise(b);
      b.aconst_null().athrow().labelBinding(handler).pop().aconst_null().athrow().labelBinding(end);
      b.exceptionCatchAll(start, end, handler);
    });
  }

  @Test
  void endsAHandlerThatOnlyThrowsIntoItself() {
    ends(
        NullPointerException.class,
        b -> {
          Label start = b.newLabel();
          Label handler = b.newLabel();
          Label end = b.newLabel();
          b.labelBinding(start);
          raise(b);
          b.aconst_null()
              .athrow()
              .labelBinding(handler)
              .astore(2)
              .aload(2)
              .athrow()
              .labelBinding(end);
          b.exceptionCatchAll(start, end, handler);
        });
  }

  @Test
  void endsTwoHandlersThatThrowIntoEachOther() {
    ends(b -> {
      Label start = b.newLabel();
      Label first = b.newLabel();
      Label second = b.newLabel();
      Label end = b.newLabel();
      b.labelBinding(start);
      raise(b);
      b.aconst_null().athrow();
      b.labelBinding(first).astore(2).aload(2).athrow();
      b.labelBinding(second).astore(2).aload(2).athrow().labelBinding(end);
      b.exceptionCatchAll(start, first, first);
      b.exceptionCatchAll(first, second, second);
      b.exceptionCatchAll(second, end, first);
    });
  }

  @Test
  void endsAHandlerThatLiesBeforeItsRange() {
    ends(b -> {
      Label begin = b.newLabel();
      Label handler = b.newLabel();
      Label end = b.newLabel();
      b.goto_(begin).labelBinding(handler).pop().labelBinding(begin);
      raise(b);
      b.aconst_null().athrow().labelBinding(end);
      b.exceptionCatchAll(begin, end, handler);
    });
  }

  @Test
  void endsASwitchThatJumpsBack() {
    ends(b -> {
      Label start = b.newLabel();
      Label out = b.newLabel();
      b.labelBinding(start);
      raise(b);
      b.iconst_1().tableswitch(0, 1, out, List.of(SwitchCase.of(0, out), SwitchCase.of(1, start)));
      b.labelBinding(out).return_();
    });
  }

  @Test
  void endsALoopWhoseCounterIsSetBackByAHandler() {
    ends(b -> {
      Label header = b.newLabel();
      Label middle = b.newLabel();
      Label out = b.newLabel();
      Label handler = b.newLabel();
      b.iconst_0().istore(2).labelBinding(header).iload(2).bipush(9).if_icmpge(out);
      b.labelBinding(middle);
      raise(b);
      b.aload(1).checkcast(ConstantDescs.CD_String).pop().iinc(2, 1).goto_(header);
      b.labelBinding(out).return_();
      b.labelBinding(handler).pop().iconst_0().istore(2).goto_(header);
      b.exceptionCatchAll(middle, out, handler);
    });
  }

  @Test
  void endsALoopThatReleasesAMonitorTwice() {
    ends(
        IllegalMonitorStateException.class,
        b -> {
          Label start = b.newLabel();
          Label handler = b.newLabel();
          Label thrown = b.newLabel();
          Label outer = b.newLabel();
          raise(b);
          b.aload(1).monitorenter().labelBinding(start).aload(1).monitorexit();
          b.labelBinding(handler).aload(1).monitorexit().labelBinding(thrown).return_();
          b.labelBinding(outer).astore(2).aload(1).monitorexit().aload(2).athrow();
          Label end = b.newLabel();
          b.labelBinding(end);
          b.exceptionCatchAll(outer, end, outer);
          b.exceptionCatchAll(start, thrown, outer);
        });
  }
}
