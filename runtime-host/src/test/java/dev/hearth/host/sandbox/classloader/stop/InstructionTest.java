package dev.hearth.host.sandbox.classloader.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionTest {

  private static final int NEW = 187;
  private static final int INVOKESTATIC = 184;

  @ParameterizedTest
  @ValueSource(ints = {178, 179, INVOKESTATIC, NEW})
  void aStaticMemberOrANewObjectMayInitialiseItsClass(int opcode) {
    assertThat(new Instruction(opcode, 1).mayInitialise()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 25, 167, 182, 183, 186, 189})
  void nothingElseDoes(int opcode) {
    assertThat(new Instruction(opcode, 1).mayInitialise()).isFalse();
  }

  @Test
  void isReadWithItsOperands() {
    byte[] code = {0, (byte) INVOKESTATIC, 1, 2, (byte) 177};

    assertThat(Instruction.at(code, 1)).isEqualTo(new Instruction(INVOKESTATIC, 0x102));
    assertThat(Instruction.at(code, 4)).isEqualTo(new Instruction(177, 0));
  }

  @Test
  void namesTheClassOfAMemberAndOfANewObject() {
    byte[] name = "own/Main".getBytes(StandardCharsets.UTF_8);
    ByteBuffer pool = ByteBuffer.allocate(64);
    pool.put((byte) 5).putLong(7); // 1 and 2: a long
    pool.put((byte) 1).putShort((short) name.length).put(name); // 3
    pool.put((byte) 15).put((byte) 6).putShort((short) 6); // 4: a method handle
    pool.put((byte) 7).putShort((short) 3); // 5: the class
    pool.put((byte) 10).putShort((short) 5).putShort((short) 0); // 6: a method of it

    assertThat(new Instruction(NEW, 5).owner(pool.array())).isEqualTo("own/Main");
    assertThat(new Instruction(INVOKESTATIC, 6).owner(pool.array())).isEqualTo("own/Main");
  }
}
