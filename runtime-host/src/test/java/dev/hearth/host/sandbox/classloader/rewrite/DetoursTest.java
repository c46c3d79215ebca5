package dev.hearth.host.sandbox.classloader.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.sandbox.classloader.guard.ForbiddenException;
import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No interface leads past the rule of a method that a class inherits from the platform. */
class DetoursTest {

  private static final Rules RULES =
      new TestRules()
          .before("java/lang/Thread.start")
          .refuse("java/lang/Thread.setContextClassLoader")
          .refuse("java/lang/Thread.setName")
          .refuse("java/lang/ThreadLocal.get")
          .refuse("java/lang/Enum.name")
          .replace("java/util/concurrent/CompletableFuture.thenRunAsync", "thenRunAsync")
          .replace("java/util/Collection.parallelStream", "parallelStream")
          .with("java/lang/Thread.toString", new Rule.Filter("Probe", "filter"));

  private static final String STARTABLE =
      "interface S { void start(); default void go() { start(); } } interface S2 extends S {} ";
  private static final ClassDesc STREAM = ClassDesc.of("java.util.stream.Stream");

  private static Rewritten of(String members) {
    return Rewritten.of(members, RULES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "static class A extends Thread implements S {}",
        "static class B extends Thread {} static class A extends B implements S {}",
        "static class B extends Thread implements S {} static class A extends B {}",
        "static abstract class B extends Thread implements S2 {} static class A extends B {}",
        "static class A extends java.util.concurrent.ForkJoinWorkerThread implements S2"
            + " { A() { super(new java.util.concurrent.ForkJoinPool(1)); } }",
        "static class A extends Thread implements S { public void start() { super.start(); } }",
        "interface D { default void start() { } } static class A extends Thread implements S, D {}",
      })
  void keepsTheRuleWhereAnInterfaceAsksForTheMethod(String classes) throws Throwable {
    Rewritten t = of(STARTABLE + classes + " static void run() { S s = new A(); s.start(); }");
    t.call("run");
    assertThat(t.allocations()).containsExactly(7L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s.go();",
        "Runnable r = s::start; r.run();",
        "Consumer<S> c = S::start; c.accept(s);",
        "S.class.getMethod(\"start\").invoke(s);",
        "Thread t = (Thread) s; t.start();",
        "A a = (A) s; Runnable r = a::start; r.run();",
        "java.lang.invoke.MethodHandles.lookup().findVirtual(S.class, \"start\","
            + " java.lang.invoke.MethodType.methodType(void.class)).invoke(s);",
      })
  void keepsTheRuleHoweverTheInterfaceIsUsed(String use) throws Throwable {
    Rewritten t =
        of(
            STARTABLE
                + "static class A extends Thread implements S {}"
                + " static void run() throws Throwable { S s = new A(); %s }".formatted(use));
    t.call("run");
    assertThat(t.allocations()).contains(7L);
  }

  @Test
  void leavesAloneWhatTheArtifactHasWrittenItself() throws Throwable {
    Rewritten t =
        of(
            STARTABLE
                + """
                static class B extends Thread { public void start() {} }
                static class A extends B implements S {}
                static class C implements S { public void start() {} }
                static Object run() { S a = new A(); a.start(); S c = new C(); c.start(); return 1; }
                """);
    assertThat(t.call("run")).isEqualTo(1);
    assertThat(t.allocations()).isEmpty();
    assertThat(t.loadClass("T$A").getDeclaredMethods()).isEmpty();
  }

  @Test
  void keepsTheRuleBehindAGenericInterface() {
    Rewritten t =
        of(
            """
            interface Box<X> { void setContextClassLoader(X x); }
            static class A extends Thread implements Box<ClassLoader> {}
            static void run() { Box<ClassLoader> box = new A(); box.setContextClassLoader(null); }
            """);
    assertThatThrownBy(() -> t.call("run")).isInstanceOf(ForbiddenException.class);
  }

  @Test
  void keepsTheRuleBehindABridgeOfThePlatform() throws Throwable {
    Rewritten t =
        of(
            """
            interface Later { java.util.concurrent.CompletionStage<Void> thenRunAsync(Runnable r); }
            static class A extends java.util.concurrent.CompletableFuture<Void> implements Later {}
            static void run() { Later later = new A(); later.thenRunAsync(() -> {}); }
            """);
    t.call("run");
    assertThat(t.allocations()).containsExactly(9L);
  }

  @Test
  void keepsTheRuleBehindAnInterfaceOfThePlatform() {
    Rewritten t =
        of(
            """
            static class A extends ThreadLocal<Object> implements Supplier<Object> {}
            static void run() { Supplier<Object> s = new A(); s.get(); }
            """);
    assertThatThrownBy(() -> t.call("run"))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("java.lang.ThreadLocal.get");
  }

  @Test
  void keepsTheRuleOfADefaultMethodThatASuperclassHas() throws Throwable {
    // The compiler wants the class to choose, so it is given its second interface afterwards.
    Map<String, byte[]> classes =
        Rewritten.compiled(
            """
            interface S { java.util.stream.Stream<Object> parallelStream(); }
            static class A extends ArrayList<Object> {}
            static Object run() { Object a = new A(); return ((S) a).parallelStream().findFirst().get(); }
            """);
    classes.computeIfPresent("T$A.class", (_, bytes) -> implementing(bytes, "T$S"));
    assertThat(new Rewritten(classes, RULES).call("run")).isEqualTo("stand-in");
  }

  private static byte[] implementing(byte[] classFile, String type) {
    ClassFile of = ClassFile.of();
    return of.transformClass(
        of.parse(classFile),
        java.lang.classfile.ClassTransform.endHandler(
            builder -> builder.withInterfaceSymbols(ClassDesc.of(type))));
  }

  @Test
  void allowsNoObjectsWhereTheMethodIsFinal() throws Throwable {
    Rewritten t =
        of(
            """
            interface Named { void setName(String name); }
            static class A extends Thread implements Named { static final Object X = new Object(); }
            static class B extends A {}
            enum E implements Tagged { F }
            interface Tagged { String name(); }
            static void run() { new A(); }
            static void below() { Named n = new B(); n.setName("x"); }
            static void constant() { Tagged t = E.F; t.name(); }
            static Object other() { return 1; }
            """);
    for (String method : new String[] {"run", "constant"}) {
      assertThatThrownBy(() -> t.call(method))
          .isInstanceOf(ExceptionInInitializerError.class)
          .hasCauseInstanceOf(ForbiddenException.class)
          .cause()
          .hasMessageContaining("give the method of the interface another name");
    }
    assertThatThrownBy(() -> t.call("below")).isInstanceOf(NoClassDefFoundError.class);
    assertThat(t.call("other")).isEqualTo(1);
  }

  @Test
  void doesNotLoopWhereAnOverrideCallsTheInheritedMethod() throws Throwable {
    Rewritten t =
        of(
            """
            interface Named { String toString(); }
            static class A extends Thread implements Named {}
            static class B extends A { public String toString() { return super.toString(); } }
            static Object run() { Named a = new A(); Named b = new B(); return a.toString().endsWith("!") && b.toString().endsWith("!"); }
            """);
    assertThat(t.call("run")).isEqualTo(true);
  }

  private static byte[] rewrite(byte[] classFile) {
    Map<String, byte[]> others =
        Rewritten.compiled(
            "interface S { void start(); } interface P { java.util.stream.Stream<?> parallelStream(); }");
    return new Rewriter(RULES, name -> Optional.ofNullable(others.get(name + ".class")))
        .rewrite(classFile);
  }

  @ParameterizedTest
  @ValueSource(ints = {ClassFile.ACC_PRIVATE, ClassFile.ACC_STATIC | ClassFile.ACC_PUBLIC})
  void refusesAMethodThatTheJvmPassesOver(int flags) {
    byte[] hiding =
        ClassFile.of()
            .build(
                ClassDesc.of("X"),
                type ->
                    type.withSuperclass(ClassDesc.of("java.lang.Thread"))
                        .withInterfaceSymbols(ClassDesc.of("T$S"))
                        .withMethodBody("start", ConstantDescs.MTD_void, flags, b -> b.return_()));
    assertThatThrownBy(() -> rewrite(hiding))
        .isInstanceOf(RewriteException.class)
        .hasMessageContaining("start is private or static");
  }

  @ParameterizedTest
  @ValueSource(ints = {ClassFile.ACC_ABSTRACT, ClassFile.ACC_ABSTRACT | ClassFile.ACC_INTERFACE})
  void refusesTwoInterfacesOfWhichOneGivesTheCode(int flags) {
    byte[] mixed =
        ClassFile.of()
            .build(
                ClassDesc.of("X"),
                type ->
                    type.withFlags(flags)
                        .withInterfaceSymbols(
                            ClassDesc.of("T$P"), ClassDesc.of("java.util.Collection")));
    assertThatThrownBy(() -> rewrite(mixed))
        .isInstanceOf(RewriteException.class)
        .hasMessageContaining("parallelStream from java.util.Collection and from T$P");
  }

  @Test
  void refusesSuchInterfacesOfALambdaExpressionToo() {
    MethodTypeDesc nothing = ConstantDescs.MTD_void;
    DirectMethodHandleDesc metafactory =
        ConstantDescs.ofCallsiteBootstrap(
            ClassDesc.of("java.lang.invoke.LambdaMetafactory"),
            "altMetafactory",
            ConstantDescs.CD_CallSite,
            ConstantDescs.CD_Object.arrayType());
    ConstantDesc[] arguments = {
      nothing,
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC, ClassDesc.of("X"), "run", nothing),
      nothing,
      2,
      2,
      ClassDesc.of("T$P"),
      ClassDesc.of("java.util.Collection")
    };
    byte[] mixed =
        ClassFile.of()
            .build(
                ClassDesc.of("X"),
                type ->
                    type.withMethodBody(
                        "run",
                        nothing,
                        ClassFile.ACC_STATIC,
                        b ->
                            b.invokedynamic(
                                    DynamicCallSiteDesc.of(
                                        metafactory,
                                        "run",
                                        MethodTypeDesc.of(ClassDesc.of("java.lang.Runnable")),
                                        arguments))
                                .pop()
                                .return_()));
    assertThatThrownBy(() -> rewrite(mixed))
        .isInstanceOf(RewriteException.class)
        .hasMessageContaining("parallelStream");
  }

  @Test
  void takesClassesThatDeclareTheMethodThemselves() {
    byte[] choosing =
        ClassFile.of()
            .build(
                ClassDesc.of("X"),
                type ->
                    type.withFlags(ClassFile.ACC_ABSTRACT)
                        .withInterfaceSymbols(
                            ClassDesc.of("T$P"), ClassDesc.of("java.util.Collection"))
                        .withMethodBody(
                            "parallelStream",
                            MethodTypeDesc.of(STREAM),
                            ClassFile.ACC_PUBLIC,
                            b -> b.aconst_null().areturn()));
    assertThat(rewrite(choosing)).isNotEmpty();
  }
}
