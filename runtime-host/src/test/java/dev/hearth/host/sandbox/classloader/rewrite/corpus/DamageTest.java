package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.sandbox.classloader.policy.Rules;
import dev.hearth.host.sandbox.classloader.rewrite.RewriteException;
import dev.hearth.host.sandbox.classloader.rewrite.Rewriter;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {

  private static final ClassFiles NETTY = netty();
  private static final List<String> VICTIMS =
      List.of(
          "io/netty/util/HashedWheelTimer",
          "io/netty/util/DefaultAttributeMap",
          "io/netty/util/Recycler",
          "io/netty/util/internal/ObjectCleaner");

  private static ClassFiles netty() {
    try {
      return ClassFiles.of(List.of(ClassFiles.jarOf(io.netty.util.Recycler.class)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] victim(String name) {
    return NETTY.find(name).orElseThrow().clone();
  }

  @Test
  void refusesEveryTruncatedClass() {
    byte[] whole = victim("io/netty/util/DefaultAttributeMap");
    Rewriter rewriter = new Rewriter(Rules.none(), NETTY::find);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> rewriter.rewrite(part))
          .as("%d bytes of %d", length, whole.length)
          .isInstanceOf(RewriteException.class)
          .hasMessageContaining("it cannot be metered (");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 46, 47, 48, 49, 50, 51, 52, 53, 55, 61, 65, 68, 69})
  void aClassOfAnyVersionUpToTheNewestVerifiesAsBefore(int major) {
    byte[] plain = twice(major, body -> body.aload(0).areturn());
    Damage damage = damage(plain);
    assertThat(damage.outcome()).isEqualTo(damage.raw()).isEqualTo(LinkingLoader.FINE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 44, 70, 71, 65535})
  void refusesOtherVersions(int major) {
    byte[] plain = twice(69, body -> body.aload(0).areturn());
    plain[6] = (byte) (major >> 8);
    plain[7] = (byte) major;
    assertThat(damage(plain).outcome()).contains("version").contains(Integer.toString(major));
  }

  @Test
  void rewritesAMethodThatIsAlmostAsLongAsOneMayBe() {
    byte[] plain = twice(69, DamageTest::oneLongLoop);
    assertThat(damage(plain)).isEqualTo(new Damage("fine", "fine", false));
  }

  @Test
  void refusesAMethodThatGetsTooLong() {
    byte[] plain = twice(69, DamageTest::manyLongArrays);
    Damage damage = damage(plain);
    assertThat(damage.raw()).isEqualTo(LinkingLoader.FINE);
    assertThat(damage.refused()).isTrue();
    assertThat(damage.outcome()).contains("twice").contains("65535").contains("split it");
  }

  @Test
  void refusesABodyWithoutCode() {
    byte[] whole = twice(50, body -> body.aload(0).areturn());
    byte[] code = {0, 0, 0, 2, 0x2A, (byte) 0xB0};
    int at = new String(whole, ISO_8859_1).indexOf(new String(code, ISO_8859_1));
    byte[] empty = new byte[whole.length - 2];
    System.arraycopy(whole, 0, empty, 0, at + 4);
    System.arraycopy(whole, at + 6, empty, at + 4, empty.length - at - 4);
    empty[at + 3] = 0;
    empty[at - 5] = (byte) (empty[at - 5] - 2); // the length of the attribute
    assertThat(damage(empty).raw()).contains("ClassFormatError");
    assertThat(damage(empty).outcome()).contains("method twice").contains("without code");
  }

  @Property(tries = 1000)
  void whateverBytesAreWrongItIsRefusedOrVerifiesAsBefore(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1_000_000) Integer> places,
      @ForAll byte with) {
    String name = VICTIMS.get(which);
    byte[] bytes = victim(name);
    for (int place : places) {
      bytes[place % bytes.length] ^= with == 0 ? 1 : with;
    }
    Damage damage = Damage.of(NETTY, name, bytes);
    assertThat(damage.isSpoilt()).as(damage.toString()).isFalse();
  }

  private static Damage damage(byte[] classFile) {
    return Damage.of(new ClassFiles(Map.of()), "com/acme/Long", classFile);
  }

  /** A class with one method that takes and gives an object. */
  private static byte[] twice(int major, Consumer<CodeBuilder> body) {
    return ClassFile.of(ClassFile.ShortJumpsOption.FIX_SHORT_JUMPS)
        .build(
            ClassDesc.of("com.acme.Long"),
            type ->
                type.withVersion(major, 0)
                    .withMethodBody(
                        "twice",
                        MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object),
                        ClassFile.ACC_STATIC,
                        body));
  }

  /** 65,400 bytes and a few. */
  private static void oneLongLoop(CodeBuilder body) {
    body.iconst_0().istore(1);
    var again = body.newBoundLabel();
    for (int i = 0; i < 65_400 / 3; i++) {
      body.iinc(1, 1);
    }
    body.iload(1).ifge(again).aload(0).areturn();
  }

  private static void manyLongArrays(CodeBuilder body) {
    for (int i = 0; i < 65_400 / 6; i++) {
      body.ldc(1_000_000).newarray(java.lang.classfile.TypeKind.BYTE).pop();
    }
    body.aload(0).areturn();
  }
}
