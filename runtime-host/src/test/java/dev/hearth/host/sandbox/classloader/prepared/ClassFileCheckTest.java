package dev.hearth.host.sandbox.classloader.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.sandbox.classloader.prepared.ClassFacts.Obstacle;
import dev.hearth.host.sandbox.classloader.prepared.ClassFileCheck.Verdict;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.DiscontinuedInstruction.RetInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassFileCheckTest {

  private static final String PATH = "com/acme/Hello.class";
  private static final byte[] HELLO = compile("public class Hello { int x() { return 1; } }", PATH);

  private static byte[] compile(String source, String path) {
    Map<String, byte[]> classes =
        FunctionJar.of("com.acme.Hello", "package com.acme; " + source).compiled();
    return classes.getOrDefault(path, new byte[0]);
  }

  private static String refusal(String path, byte[] classFile) {
    return switch (ClassFileCheck.check(path, classFile)) {
      case Verdict.Refused(String why) -> why;
      case Verdict.ApiCopy() -> "a copy of the API";
      case Verdict.Sound(ClassFacts facts) -> "sound: " + facts.name();
    };
  }

  private static byte[] version(int major, int minor) {
    byte[] changed = HELLO.clone();
    changed[4] = (byte) (minor >> 8);
    changed[5] = (byte) minor;
    changed[7] = (byte) major;
    return changed;
  }

  @Test
  void takesASoundClass() {
    assertThat(refusal(PATH, HELLO)).isEqualTo("sound: com.acme.Hello");
  }

  @Test
  void takesJavaUpTo25Only() {
    assertThat(refusal(PATH, version(44, 0))).contains("which no release of Java has");
    assertThat(refusal(PATH, version(45, 0))).startsWith("sound");
    assertThat(refusal(PATH, version(69, 0))).startsWith("sound");
    assertThat(refusal(PATH, version(70, 0)))
        .isEqualTo(
            "it has the class file version 70 (Java 26), and the newest that is supported is 69"
                + " (Java 25): compile it with --release 25");
  }

  @Test
  void refusesPreviewFeatures() {
    assertThat(refusal(PATH, version(69, 0xFFFF))).contains("without --enable-preview");
  }

  @Test
  void refusesWhatIsNoClassFile() {
    assertThat(refusal(PATH, new byte[0])).contains("not a class file");
    assertThat(refusal(PATH, "PK\3\4 and so on".getBytes(StandardCharsets.UTF_8)))
        .contains("not a class file");
  }

  @Test
  void refusesAClassFileCutOffAnywhere() {
    for (int length = 0; length < HELLO.length; length++) {
      assertThat(refusal(PATH, Arrays.copyOf(HELLO, length)))
          .as("cut after %d bytes", length)
          .startsWith("it is not a");
    }
  }

  @Test
  void refusesBrokenCodeThatTheParserWouldLookAtLater() {
    byte[] broken = HELLO.clone();
    boolean found = false;
    for (int i = 0; i + 1 < broken.length; i++) {
      // iconst_1, ireturn
      if (broken[i] == 0x04 && broken[i + 1] == (byte) 0xAC) {
        broken[i] = (byte) 0xCB;
        found = true;
      }
    }
    assertThat(found).isTrue();
    assertThat(refusal(PATH, broken)).contains("not a sound class file");
  }

  @Test
  void refusesSubroutinesWhichHideWhereCodeJumps() {
    byte[] old =
        ClassFile.of()
            .build(
                ClassDesc.of("com.acme.Hello"),
                type ->
                    type.withVersion(50, 0)
                        .withMethodBody(
                            "m",
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                            code -> code.with(RetInstruction.of(Opcode.RET, 0))));
    assertThat(refusal(PATH, old)).contains("uses jsr or ret");
  }

  @Test
  void refusesAClassInTheWrongPlace() {
    assertThat(refusal("com/Hello.class", HELLO))
        .isEqualTo("it holds the class com/acme/Hello, so it belongs at com/acme/Hello.class");
    assertThat(refusal("BOOT-INF/classes/com/acme/Hello.class", HELLO)).contains("plain JAR");
    assertThat(refusal("com.acme/Hello.class", HELLO)).contains("not the name of a class");
  }

  @Test
  void refusesReservedPackages() {
    assertThat(refusal("java/lang/Evil.class", HELLO)).contains("reserved");
    assertThat(refusal("dev/hearth/host/Evil.class", HELLO)).contains("reserved");
    assertThat(refusal("dev/hearth/hostess/Fine.class", HELLO)).contains("belongs at");
  }

  @Test
  void knowsCopiesOfTheApi() {
    assertThat(refusal("dev/hearth/function/Context.class", HELLO)).isEqualTo("a copy of the API");
    assertThat(refusal("dev/hearth/function/spi/X.class", HELLO)).isEqualTo("a copy of the API");
  }

  @Test
  void tellsWhatStandsInTheWayOfAnInstance() {
    assertThat(obstacles("public class Hello {}", PATH)).isEmpty();
    assertThat(obstacles("public record Hello() {}", PATH)).isEmpty();
    assertThat(obstacles("class Hello {}", PATH))
        .containsExactlyInAnyOrder(Obstacle.NOT_PUBLIC, Obstacle.NO_CONSTRUCTOR);
    assertThat(obstacles("class Hello { public Hello() {} }", PATH))
        .containsExactly(Obstacle.NOT_PUBLIC);
    assertThat(obstacles("public abstract class Hello { public Hello() {} }", PATH))
        .containsExactly(Obstacle.ABSTRACT);
    assertThat(obstacles("public interface Hello {}", PATH)).containsExactly(Obstacle.INTERFACE);
    assertThat(obstacles("public class Hello { public Hello(int x) {} }", PATH))
        .containsExactly(Obstacle.NO_CONSTRUCTOR);
    assertThat(obstacles("public class Hello { Hello() {} }", PATH))
        .containsExactly(Obstacle.NO_CONSTRUCTOR);
  }

  @Test
  void seesTheFlagsOfNestedClasses() {
    String in = "com/acme/Hello$In.class";
    assertThat(obstacles("public class Hello { public static class In {} }", in)).isEmpty();
    assertThat(obstacles("public class Hello { public class In {} }", in)).contains(Obstacle.INNER);
    assertThat(obstacles("public class Hello { protected static class In { public In() {} } }", in))
        .containsExactly(Obstacle.NOT_PUBLIC);
  }

  private static Iterable<Obstacle> obstacles(String source, String path) {
    return ClassFileCheck.check(path, compile(source, path)) instanceof Verdict.Sound(var facts)
        ? facts.obstacles()
        : Arrays.asList(Obstacle.values());
  }
}
