package dev.hearth.host.sandbox.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Problem;
import dev.hearth.host.config.Problems;
import dev.hearth.host.fixture.HandMadeZip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCheckTest {

  private static final ArchiveLimits SMALL =
      new ArchiveLimits(6, ByteSize.kibibytes(64), 200, ByteSize.kibibytes(16), 100, 2);

  @TempDir Path directory;

  private final Problems problems = new Problems();
  private final ArchiveCheck check = new ArchiveCheck(SMALL, problems);

  private List<String> check(HandMadeZip zip) throws IOException {
    return check(zip, "");
  }

  private List<String> check(HandMadeZip zip, String within) throws IOException {
    Path file = Files.write(directory.resolve("x.jar"), zip.bytes());
    var opened = check.open(file, within);
    if (opened.isPresent()) {
      try (ArchiveReader reader = opened.get()) {
        for (ArchiveEntry entry : check.entries(reader, within)) {
          check.read(reader, entry, within, OutputStream.nullOutputStream());
        }
      }
    }
    return problems.list().stream().map(Problem::toString).toList();
  }

  @Test
  void findsNothingWrongWithASoundArchive() throws Exception {
    assertThat(check(new HandMadeZip().entry("a/", "").entry("a/b", "x").entry("c", "yz")))
        .isEmpty();
    assertThat(check.unpackedBytes()).isEqualTo(3);
  }

  @Test
  void saysAllThatIsWrongAtOnce() throws Exception {
    HandMadeZip zip =
        new HandMadeZip()
            .entry("../evil", "x")
            .entry("/abs", "x")
            .entry("ok", "x")
            .entry("secret", "x".getBytes(UTF_8), d -> d.flags = 1)
            .entry("bad\u0007name", "x")
            .entry("crc", "x".getBytes(UTF_8), d -> d.crc++);
    assertThat(check(zip))
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactly("../evil", "/abs", "bad\\u0007name", "secret", "crc");
  }

  @Test
  void refusesTwoEntriesOfOneName() throws Exception {
    assertThat(check(new HandMadeZip().entry("a", "1").entry("a", "2")))
        .containsExactly("a: the entry is there more than once: pack each name once");
  }

  @Test
  void refusesANameThatIsBothFileAndFolder() throws Exception {
    assertThat(
            check(
                new HandMadeZip()
                    .entry("a", "1")
                    .entry("a/b", "2")
                    .entry("c/", "")
                    .entry("c", "3")
                    .entry("d/e", "4")
                    .entry("d", "5")))
        .containsExactly(
            "a/b: \"a\" is both a file and a folder",
            "c: \"c\" is both a file and a folder",
            "d: \"d\" is both a file and a folder");
  }

  @Test
  void refusesAFolderWithContent() throws Exception {
    assertThat(check(new HandMadeZip().entry("a/", "1")))
        .singleElement()
        .asString()
        .contains("folder");
  }

  @Test
  void refusesTooManyFolders() throws Exception {
    assertThat(check(new HandMadeZip().entry("a/b/c/d/e/f/g/h", "1")))
        .singleElement()
        .asString()
        .contains("more than 6 folders");
  }

  @Test
  void refusesMoreThanTheTotalBeforeUnpackingAnything() throws Exception {
    byte[] half = new byte[40_000];
    HandMadeZip zip =
        new HandMadeZip()
            .entry("a", half, d -> d.stored(half))
            .entry("b", half, d -> d.stored(half));
    assertThat(check(zip))
        .containsExactly("it unpacks to more than 64KiB: leave out what is not needed");
    assertThat(check.unpackedBytes()).isZero();
  }

  @Test
  void countsTheTotalOverAllArchives() throws Exception {
    byte[] half = new byte[40_000];
    HandMadeZip zip = new HandMadeZip().entry("a", half, d -> d.stored(half));
    assertThat(check(zip, "lib/1.jar!/")).isEmpty();
    assertThat(check(zip, "lib/2.jar!/")).singleElement().asString().contains("more than 64KiB");
  }

  @Test
  void countsEntriesAndLibrariesOverAllArchives() throws Exception {
    HandMadeZip three = new HandMadeZip().entry("a", "1").entry("b", "2").entry("c", "3");
    assertThat(check(three, "")).isEmpty();
    assertThat(check(new HandMadeZip().entry("a", "1"), "lib/1.jar!/")).isEmpty();
    assertThat(check(three, "lib/2.jar!/"))
        .containsExactly("lib/2.jar!/: it holds 3 entries, 2 are allowed");
    assertThat(check(new HandMadeZip(), "lib/3.jar!/"))
        .last()
        .asString()
        .contains("more than 2 libraries");
  }

  @Test
  void stopsUnpackingABombWhereTheRatioShows() throws Exception {
    assertThat(check(new HandMadeZip().entry("zeros", new byte[60_000])))
        .containsExactly("zeros: it unpacks to more than 200 times its compressed size");
    assertThat(check.unpackedBytes()).isLessThan(60_000);
  }

  @Test
  void takesASmallEntryHoweverWellItPacks() throws Exception {
    assertThat(check(new HandMadeZip().entry("zeros", new byte[16_000]))).isEmpty();
  }

  @Test
  void refusesEntriesThatShareTheirBytes() throws Exception {
    byte[] hello = "hello".getBytes(UTF_8);
    HandMadeZip zip =
        new HandMadeZip()
            .entry("a", hello, d -> d.stored(hello))
            .entry("a2", hello, d -> d.stored(hello).offset = 4);
    assertThat(check(zip)).anySatisfy(p -> assertThat(p).startsWith("a2: it overlaps another"));
  }

  @Test
  void hasTheDefaultsThatAreDocumented() {
    assertThat(ArchiveLimits.defaults())
        .isEqualTo(
            new ArchiveLimits(
                20_000, ByteSize.mebibytes(512), 200, ByteSize.mebibytes(1), 1024, 500));
  }
}
