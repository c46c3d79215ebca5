package dev.hearth.host.sandbox.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.fixture.HandMadeZip;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveReaderTest {

  private static final byte[] HELLO = "hello hello hello".getBytes(UTF_8);

  @TempDir Path directory;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("x.jar"), bytes);
  }

  private byte[] content(byte[] archive) throws IOException, MalformedArchiveException {
    try (ArchiveReader reader = ArchiveReader.open(file(archive), 10)) {
      return reader.bytes(reader.entries().getFirst(), 1000);
    }
  }

  private void assertRefused(byte[] archive, String why) {
    assertThatThrownBy(() -> content(archive))
        .isInstanceOf(MalformedArchiveException.class)
        .hasMessageContaining(why);
  }

  private void assertRefused(HandMadeZip.Lie lie, String why) {
    assertRefused(new HandMadeZip().entry("a.txt", HELLO, lie).bytes(), why);
  }

  @Test
  void readsWhatTheJdkWrites() throws Exception {
    byte[] jar = FunctionJar.empty().entry("a.txt", "one").entry("b/c.txt", "two").bytes();
    try (ArchiveReader reader = ArchiveReader.open(file(jar), 10)) {
      assertThat(reader.entries())
          .extracting(ArchiveEntry::name)
          .containsExactly("a.txt", "b/c.txt");
      assertThat(reader.bytes(reader.entries().get(1), 3)).asString(UTF_8).isEqualTo("two");
    }
  }

  @Test
  void readsStoredAndEmptyEntries() throws Exception {
    assertThat(content(new HandMadeZip().entry("a", HELLO, d -> d.stored(HELLO)).bytes()))
        .isEqualTo(HELLO);
    assertThat(content(new HandMadeZip().entry("a", "").bytes())).isEmpty();
  }

  @Test
  void readsSizesFromTheZip64Block() throws Exception {
    HandMadeZip zip =
        new HandMadeZip()
            .entry(
                "a.txt",
                HELLO,
                d -> {
                  ByteBuffer extra = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
                  extra.putShort((short) 1).putShort((short) 16);
                  extra.putLong(d.size).putLong(d.compressedSize);
                  d.extra = extra.array();
                  d.size = 0xFFFF_FFFFL;
                  d.compressedSize = 0xFFFF_FFFFL;
                });
    assertThat(content(zip.bytes())).isEqualTo(HELLO);
    assertRefused(d -> d.size = 0xFFFF_FFFFL, "directory is damaged");
  }

  @ParameterizedTest
  @CsvSource({
    "'', an empty file",
    "cafebabe0000, a single class file",
    "7f454c46, a Linux executable",
    "0061736d, a WebAssembly module",
    "377abcaf271c, a 7z archive",
    "0001020304050607ff, binary data that begins with 0001020304050607",
  })
  void saysWhatSomethingElseSeemsToBe(String hex, String what) {
    assertRefused(
        HexFormat.of().parseHex(hex), "a JAR (a ZIP archive) is expected, this is " + what);
  }

  @Test
  void saysWhatTextTarAndGzipAre() throws Exception {
    assertRefused("hello world".getBytes(UTF_8), "text that begins with \"hello wo…\"");
    assertRefused("hi".getBytes(UTF_8), "text that begins with \"hi\"");
    byte[] tar = new byte[1024];
    System.arraycopy("ustar".getBytes(UTF_8), 0, tar, 257, 5);
    assertRefused(tar, "a tar archive");
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(HELLO);
    }
    assertRefused(gzip.toByteArray(), "gzip data");
  }

  @Test
  void refusesWhatIsCutOffOrHasSomethingAround() {
    byte[] sound = new HandMadeZip().entry("a.txt", HELLO).bytes();
    assertRefused(Arrays.copyOf(sound, sound.length - 1), "cut off");
    assertRefused(Arrays.copyOf(sound, sound.length + 1), "added behind it");
    byte[] prefixed = new byte[sound.length + 40];
    System.arraycopy(sound, 0, prefixed, 0, 40);
    System.arraycopy(sound, 0, prefixed, 40, sound.length);
    assertRefused(prefixed, "stands in front of it");
  }

  @Test
  void refusesMoreEntriesThanAllowedAndMoreThanItSays() {
    HandMadeZip zip = new HandMadeZip();
    for (int i = 0; i < 11; i++) {
      zip.entry("e" + i, "x");
    }
    assertRefused(zip.bytes(), "it holds 11 entries, 10 are allowed");
    byte[] sound = new HandMadeZip().entry("a", "x").entry("b", "y").bytes();
    ByteBuffer.wrap(sound)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(sound.length - 14, (short) 1)
        .putShort(sound.length - 12, (short) 1);
    assertRefused(sound, "says that it holds 1 entries, but its directory lists 2");
  }

  @Test
  void refusesWhatIsEncryptedOrPackedInAnotherWay() {
    assertRefused(d -> d.flags = 1, "encrypted: pack it without a password");
    assertRefused(d -> d.method = 12, "compressed with method 12");
  }

  @Test
  void believesNoSize() {
    assertRefused(d -> d.size = 5, "holds more than the 5 bytes");
    assertRefused(d -> d.size = 18, "holds 17 bytes, its header says 18");
    assertRefused(d -> d.stored(HELLO).size = 5, "two sizes differ");
    assertRefused(d -> d.compressedSize -= 1, "ends too early");
    assertRefused(d -> d.compressedSize += 5, "behind its compressed data");
    assertRefused(d -> d.compressedSize = 1_000_000, "points outside the archive");
    assertRefused(d -> d.size = 5000, "holds 5000 bytes, 1000 are allowed");
  }

  @Test
  void refusesDamagedContent() {
    assertRefused(d -> d.crc++, "CRC is wrong");
    assertRefused(d -> Arrays.fill(d.data, (byte) 0xFF), "compressed data is damaged");
  }

  @Test
  void refusesAnEntryWhoseTwoHeadersDiffer() {
    assertRefused(d -> d.localName = "b.txt".getBytes(UTF_8), "something else than the archive's");
    assertRefused(d -> d.offset = 3, "header is damaged");
    assertRefused(d -> d.offset = 0xFFFF_FFF0L, "points outside the archive");
  }

  @Test
  void readsTheTextOfOneEntry() throws Exception {
    Path jar = file(FunctionJar.empty().entry("META-INF/hearth.yaml", "auth: public # ä").bytes());
    assertThat(ArchiveReader.text(jar, "META-INF/hearth.yaml", 100)).contains("auth: public # ä");
    assertThat(ArchiveReader.text(jar, "hearth.yaml", 100)).isEmpty();
  }

  @Test
  void refusesTextThatIsTooLongOrNoText() throws Exception {
    Path jar = file(FunctionJar.empty().entry("m.yaml", "ä".getBytes(ISO_8859_1)).bytes());
    assertThatThrownBy(() -> ArchiveReader.text(jar, "m.yaml", 100))
        .isInstanceOf(ArtifactRefusedException.class)
        .hasMessage("m.yaml: it is not UTF-8 text: save it as UTF-8");
    assertThatThrownBy(() -> ArchiveReader.text(jar, "m.yaml", 0))
        .isInstanceOf(ArtifactRefusedException.class)
        .hasMessage("m.yaml: it holds 1 bytes, 0 are allowed");
    Path text = file("hello world".getBytes(UTF_8));
    assertThatThrownBy(() -> ArchiveReader.text(text, "m.yaml", 100))
        .isInstanceOf(ArtifactRefusedException.class)
        .hasMessageContaining("a JAR (a ZIP archive) is expected");
  }
}
