package dev.hearth.host.sandbox.classloader.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewriterTest {

  private static final ClassDesc T = ClassDesc.of("T");

  private static byte[] rewrite(byte[] classFile) {
    return new Rewriter(Rules.none(), ClassSource.none()).rewrite(classFile);
  }

  private static byte[] method(int version, Consumer<CodeBuilder> body) {
    return ClassFile.of()
        .build(
            T,
            type ->
                type.withVersion(version, 0)
                    .withFlags(ClassFile.ACC_PUBLIC)
                    .withMethodBody(
                        "run",
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        body));
  }

  private static Rewritten loaded(byte[] classFile) {
    return new Rewritten(Map.of("T.class", classFile), Rules.none());
  }

  @Test
  void givesTheSameBytesForTheSameClass() {
    Map<String, byte[]> classes =
        Rewritten.compiled(
            "Object f(int n) { try { synchronized (this) { Runnable r = () -> f(n); return r; } } catch (Exception e) { return new int[n]; } }");
    classes.forEach((_, bytes) -> assertThat(rewrite(bytes)).isEqualTo(rewrite(bytes)));
    assertThat(GuardClass.bytes()).isEqualTo(GuardClass.bytes());
  }

  @Test
  void refusesAMethodThatBecomesTooLong() {
    byte[] full =
        method(
            ClassFile.JAVA_25_VERSION,
            b -> {
              for (int i = 0; i < 65_533; i++) {
                b.nop();
              }
              b.return_();
            });
    assertThatThrownBy(() -> rewrite(full))
        .isInstanceOf(RewriteException.class)
        .hasMessageContaining("its method run()")
        .hasMessageContaining("split it");
  }

  @Test
  void reachesOverLongDistances() throws Throwable {
    byte[] far =
        method(
            ClassFile.JAVA_25_VERSION,
            b -> {
              b.trying(
                  body -> {
                    for (int i = 0; i < 20_000; i++) {
                      body.iconst_0().pop();
                    }
                    body.aconst_null().athrow();
                  },
                  catching -> catching.catchingAll(handler -> handler.pop()));
              b.return_();
            });
    assertThat(loaded(far).call("run")).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 46, 49, 50, 51, 52, 61, 69})
  void takesClassFilesOfAllReleases(int version) throws Throwable {
    byte[] old =
        method(
            version,
            b -> {
              b.trying(
                  body ->
                      body.sipush(20_000)
                          .newarray(java.lang.classfile.TypeKind.INT)
                          .pop()
                          .aconst_null()
                          .athrow(),
                  catching ->
                      catching.catching(ConstantDescs.CD_Throwable, handler -> handler.pop()));
              b.return_();
            });
    Rewritten t = loaded(old);
    assertThat(t.call("run")).isEqualTo("null");
    assertThat(t.allocations()).containsExactly(80_000L);
  }

  @ParameterizedTest
  @ValueSource(ints = {44, 70, 71})
  void refusesReleasesThatItDoesNotKnow(int version) {
    byte[] classFile = method(ClassFile.JAVA_25_VERSION, CodeBuilder::return_);
    classFile[7] = (byte) version;
    assertThatThrownBy(() -> rewrite(classFile))
        .isInstanceOf(RewriteException.class)
        .hasMessageContaining("class file version " + version);
  }

  @Test
  void saysHowToMendAClassFileThatIsTooNew() {
    assertThat(Rewriter.flawOfVersion(70))
        .contains(
            "it has the class file version 70 (Java 26), and the newest that is supported is 69"
                + " (Java 25): compile it with --release 25");
    assertThat(Rewriter.flawOfVersion(69)).isEmpty();
  }

  @Test
  void refusesWhatIsNoClassFile() {
    assertThatThrownBy(() -> rewrite(new byte[100])).isInstanceOf(RewriteException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hearth.Guard",
        "dev.hearth.host.sandbox.classloader.guard.Scope",
        "dev.hearth.host.X"
      })
  void refusesTheNamesOfTheHost(String name) {
    byte[] naming =
        method(
            ClassFile.JAVA_25_VERSION,
            b -> b.invokestatic(ClassDesc.of(name), "x", ConstantDescs.MTD_void).return_());
    byte[] describing =
        method(
            ClassFile.JAVA_25_VERSION,
            b ->
                b.aconst_null()
                    .invokestatic(
                        T, "x", MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of(name)))
                    .return_());
    assertThatThrownBy(() -> rewrite(naming)).hasMessageContaining("belongs to the host");
    assertThatThrownBy(() -> rewrite(describing)).hasMessageContaining("belongs to the host");
  }

  @Test
  void takesNamesThatOnlyLookLikeThoseOfTheHost() {
    assertThat(
            rewrite(
                method(
                    ClassFile.JAVA_25_VERSION,
                    b ->
                        b.invokestatic(
                                ClassDesc.of("com.hearth.Guard"), "x", ConstantDescs.MTD_void)
                            .return_())))
        .isNotEmpty();
  }

  @Test
  void refusesBootstrapMethodsThatNoCompilerUses() {
    byte[] linking =
        method(
            ClassFile.JAVA_25_VERSION,
            b ->
                b.invokedynamic(
                        DynamicCallSiteDesc.of(
                            ConstantDescs.ofCallsiteBootstrap(
                                ClassDesc.of("java.lang.invoke.Other"),
                                "link",
                                ConstantDescs.CD_CallSite),
                            "x",
                            ConstantDescs.MTD_void))
                    .return_());
    assertThatThrownBy(() -> rewrite(linking)).hasMessageContaining("java.lang.invoke.Other.link");
  }

  @Test
  void takesWhatCompilersLinkBy() throws Throwable {
    Rewritten t =
        Rewritten.of(
            """
            record P(int x, String y) {}
            enum E { A, B }
            sealed interface S permits U, V {}
            record U() implements S {}
            record V() implements S {}
            static Object run() {
              Object o = new P(1, "a");
              S s = new V();
              String text = switch (o) { case P(int x, var y) when x > 0 -> "p" + y; case E e -> "e"; default -> "?"; };
              E e = E.B;
              return text + o + o.equals(new P(1, "a")) + switch (s) { case U u -> 1; case V v -> 2; } + switch (e) { case A -> 1; case B -> 2; };
            }
            """);
    assertThat(t.call("run")).isEqualTo("paP[x=1, y=a]true22");
  }

  @Test
  void dropsFinalizers() throws Exception {
    Rewritten t =
        new Rewritten(
            FunctionJar.of(
                    "T",
                    "public class T { @Deprecated protected void finalize() {} void close() {} }")
                .release(17)
                .compiled(),
            Rules.none());
    assertThat(t.loadClass("T").getDeclaredMethods())
        .extracting(method -> method.getName())
        .containsExactly("close");
  }

  @Test
  void letsClassesThroughWhoseLibrariesAreMissing() throws Throwable {
    Map<String, byte[]> classes =
        FunctionJar.of(
                "T",
                "public class T { static Object run(boolean b) { Missing m = b ? new Other() : new Missing(); return b ? m.f() : 1; } }")
            .source("Missing", "public class Missing { int f() { return 1; } }")
            .source("Other", "public class Other extends Missing { }")
            .compiled();
    Rewritten t =
        new Rewritten(
            Map.of("T.class", classes.getOrDefault("T.class", new byte[0])), Rules.none());
    assertThatThrownBy(() -> t.call("run", false)).isInstanceOf(NoClassDefFoundError.class);
  }
}
