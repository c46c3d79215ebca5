package dev.hearth.host.sandbox.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/",
        "com/acme/Hello.class",
        "META-INF/x-1.0.jar",
        "a..b",
        "…/ü",
        "ab:c",
        "a b",
        ".x"
      })
  void takesNamesThatStayInside(String name) {
    assertThat(EntryNames.flaw(name, 1024)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/passwd, absolute",
    "../x, could leave its folder",
    "a/../../x, could leave its folder",
    "a/.., could leave its folder",
    "a/../, could leave its folder",
    "C:/x, drive letter",
    "c:x, drive letter",
    "a//b, empty",
    "./a, empty",
    "a/./b, empty",
    "//, absolute",
    "a\\b, backslash",
    "..\\x, backslash",
    "'', no name",
  })
  void refusesNamesThatCouldMeanAnotherPlace(String name, String why) {
    assertThat(EntryNames.flaw(name, 1024).orElse("")).contains(why);
  }

  @Test
  void refusesCharactersThatHideWhatANameIs() {
    assertThat(EntryNames.flaw("a\0b", 1024).orElse("")).contains("NUL");
    assertThat(EntryNames.flaw("a\u001b[2Jb", 1024).orElse("")).contains("control");
    assertThat(EntryNames.flaw("a\uFFFDb", 1024).orElse("")).contains("UTF-8");
  }

  @Test
  void refusesNamesThatNoFileSystemKeeps() {
    assertThat(EntryNames.flaw("ä".repeat(20), 40)).isEmpty();
    assertThat(EntryNames.flaw("ä".repeat(20) + "a", 40).orElse("")).contains("longer than 40");
    assertThat(EntryNames.flaw("a".repeat(255), 1024)).isEmpty();
    assertThat(EntryNames.flaw("a".repeat(256), 1024).orElse("")).contains("longer than 255");
    assertThat(EntryNames.flaw("a/".repeat(64), 1024)).isEmpty();
    assertThat(EntryNames.flaw("a/".repeat(65), 1024).orElse("")).contains("folders deep");
  }

  @Test
  void showsNamesWithoutLettingThemAct() {
    assertThat(Printable.of("a\u001b\u202eb\n")).isEqualTo("a\\u001b\\u202eb\\u000a");
    assertThat(Printable.of("é".repeat(121))).isEqualTo("é".repeat(120) + "…");
  }
}
