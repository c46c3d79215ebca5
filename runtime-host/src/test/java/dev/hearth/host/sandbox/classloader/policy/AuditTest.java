package dev.hearth.host.sandbox.classloader.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.Grant;
import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.sandbox.CodeAudit;
import dev.hearth.host.sandbox.CodeAudit.Refusal;
import dev.hearth.host.sandbox.CodeAudit.Use;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class AuditTest {

  private static final String HERE = AuditTest.class.getName() + "$";

  /** Does a bit of everything. */
  @SuppressWarnings("unused")
  static class Busy {
    static int calls;

    static String environment() {
      return System.getenv("A") + System.getProperty("b");
    }

    static void listen() throws IOException {
      new ServerSocket(0).close();
    }

    static Thread thread() {
      Thread thread = new Thread(() -> {});
      thread.start();
      return thread;
    }

    static Class<?> reflect() throws ReflectiveOperationException {
      return Class.forName("x");
    }

    static void exit() {
      calls++;
      System.exit(1);
    }

    static IntConsumer exitByReference() {
      return System::exit;
    }

    native void nothing();
  }

  /** Inherits what it is refused. */
  static class Loader extends ClassLoader {
    Class<?> make() {
      return defineClass("a", new byte[0], 0, 0);
    }
  }

  /** Has a method of the same name as one of the platform. */
  static class Namesake extends Thread {
    static void enumerate(int all) {}

    static void use() {
      enumerate(1);
    }
  }

  /** Keeps nothing that changes. */
  static class Calm {
    static final Map<String, String> WRAPPED = Collections.unmodifiableMap(new HashMap<>());
    static final Map<String, String> GUARDED = new ConcurrentHashMap<>();
    static final List<String> FIXED = List.of("a");

    static int sum() {
      return WRAPPED.size() + GUARDED.size() + FIXED.size();
    }
  }

  /** Keeps a cache that nothing guards. */
  static class Careless {
    static final Map<String, String> CACHE = new HashMap<>();
  }

  @Test
  void findsWhatTheCodeUses() throws IOException {
    CodeAudit audit = audit(Confinement.usual(Policy.PRACTICAL), Busy.class, Loader.class);
    assertThat(audit.uses().keySet())
        .containsExactly(
            Use.ENVIRONMENT,
            Use.SOCKETS,
            Use.THREADS,
            Use.REFLECTION,
            Use.CLASS_DEFINITION,
            Use.STATIC_WRITES,
            Use.NATIVE_METHODS);
    assertThat(places(audit, Use.ENVIRONMENT).count()).isEqualTo(2);
    assertThat(places(audit, Use.ENVIRONMENT).first())
        .contains(HERE + "Busy.environment: java.lang.System.getenv");
    assertThat(places(audit, Use.STATIC_WRITES).first())
        .containsExactly(HERE + "Busy.exit: " + HERE + "Busy.calls");
  }

  @Test
  void namesEveryRefusalWithThePlaceAndTheRemedy() throws IOException {
    CodeAudit audit = audit(Confinement.usual(Policy.PRACTICAL), Busy.class, Loader.class);
    assertThat(audit.refused())
        .contains(
            new Refusal(
                HERE + "Busy",
                "exit",
                "java.lang.System.exit",
                "nothing in this sandbox: such code needs a process of its own"),
            new Refusal(
                HERE + "Busy",
                "listen",
                "java.net.ServerSocket.<init>",
                "permissions: {allow: [listen]}"))
        .extracting(refusal -> refusal.method() + " " + refusal.member())
        .contains(
            "exitByReference java.lang.System.exit",
            "make " + HERE + "Loader.defineClass",
            "<init> java.lang.ClassLoader.<init>");
    assertThat(audit.refusedInAll()).isEqualTo(audit.refused().size());
  }

  @Test
  void aGrantedUseIsNotRefused() throws IOException {
    Confinement listening =
        new Confinement(
            Policy.PRACTICAL, new Permissions(true, List.of(), List.of(), Set.of(Grant.LISTEN)));
    assertThat(audit(listening, Busy.class).refused())
        .extracting(Refusal::method)
        .contains("exit")
        .doesNotContain("listen");
  }

  @Test
  void theStrictPolicySaysWhatThePracticalOneWouldAllow() throws IOException {
    CodeAudit audit = audit(Confinement.usual(Policy.STRICT), Busy.class);
    assertThat(audit.refused())
        .contains(
            new Refusal(HERE + "Busy", "thread", "java.lang.Thread.<init>", "policy: practical"))
        .filteredOn(refusal -> refusal.member().equals("java.lang.System.exit"))
        .isNotEmpty()
        .allSatisfy(refusal -> assertThat(refusal.remedy()).startsWith("nothing"));
  }

  @Test
  void ownMethodsAreNotThoseOfThePlatform() throws IOException {
    assertThat(audit(Confinement.usual(Policy.PRACTICAL), Namesake.class).refused()).isEmpty();
  }

  @Test
  void saysWhetherSeveralCallsLookSafe() throws IOException {
    Confinement usual = Confinement.usual(Policy.PRACTICAL);
    assertThat(audit(usual, Calm.class).concurrency()).contains("looks safe");
    assertThat(audit(usual, Calm.class, Careless.class).concurrency())
        .contains(HERE + "Careless.CACHE")
        .contains("concurrency.perInstance at 1");
    assertThat(audit(usual, Busy.class).concurrency()).contains(HERE + "Busy.calls");
  }

  @Test
  void readsBackItsOwnLines() throws IOException {
    CodeAudit audit = audit(Confinement.usual(Policy.STRICT), Busy.class, Careless.class);
    assertThat(CodeAudit.ofLines(audit.lines())).isEqualTo(audit);
    assertThat(CodeAudit.ofLines(CodeAudit.none().lines())).isEqualTo(CodeAudit.none());
    assertThat(CodeAudit.ofLines(List.of())).isEqualTo(CodeAudit.none());
  }

  private static CodeAudit.Places places(CodeAudit audit, Use use) {
    return Objects.requireNonNull(audit.uses().get(use));
  }

  private static CodeAudit audit(Confinement confinement, Class<?>... types) throws IOException {
    Audit audit = Audit.of(confinement);
    for (Class<?> type : types) {
      String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
      try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
        audit.add(ClassFile.of().parse(in.readAllBytes()));
      }
    }
    return audit.report();
  }
}
