package dev.hearth.host.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InvocationLogTest {

  private final ManualTime time = new ManualTime();

  private InvocationLog log() {
    return new InvocationLog(time.source().wall());
  }

  private static void print(InvocationLog log, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    log.append("INFO", "stdout", bytes, 0, bytes.length);
  }

  private static List<String> texts(InvocationLog log) {
    return log.lines().stream().map(LogLine::text).toList();
  }

  @Test
  void makesOneLineOfEachLine() {
    InvocationLog log = log();
    log.add("info", "a.b", "one\ntwo\r\nthree");
    assertThat(log.lines())
        .containsExactly(
            new LogLine(ManualTime.START, "INFO", "a.b", "one"),
            new LogLine(ManualTime.START, "INFO", "a.b", "two"),
            new LogLine(ManualTime.START, "INFO", "a.b", "three"));
  }

  @Test
  void keepsAnUnfinishedLineForItsRest() {
    InvocationLog log = log();
    print(log, "on");
    print(log, "e\ntw");
    print(log, "o\r\n");
    print(log, "rest");
    assertThat(texts(log)).containsExactly("one", "two", "rest");
  }

  @Test
  void putsACharacterTogetherWhoseBytesComeApart() {
    InvocationLog log = log();
    for (byte b : "ä€😀\n".getBytes(StandardCharsets.UTF_8)) {
      log.append("INFO", "stdout", new byte[] {b}, 0, 1);
    }
    assertThat(texts(log)).containsExactly("ä€😀");
  }

  @Test
  void doesNotMixTwoStreams() {
    InvocationLog log = log();
    log.append("INFO", "stdout", new byte[] {'a'}, 0, 1);
    log.append("INFO", "stderr", new byte[] {'b', '\n'}, 0, 2);
    log.append("INFO", "stdout", new byte[] {'c', '\n'}, 0, 2);
    assertThat(texts(log)).containsExactly("b", "ac");
  }

  @Test
  void replacesControlCharactersButTheTab() {
    InvocationLog log = log();
    log.add("INFO", "x", "a\tb\u001b[31mc\u0000d");
    assertThat(texts(log)).containsExactly("a\tb\uFFFD[31mc\uFFFDd");
  }

  @Property(tries = 300)
  void noLineHoldsAControlCharacter(@ForAll String text) {
    InvocationLog log = log();
    log.add("INFO", "x", text);
    print(log, text);
    assertThat(String.join("", texts(log)).replace("\t", "")).doesNotContainPattern("[\\p{Cc}]");
  }

  @Test
  void cutsALineThatIsTooLong() {
    InvocationLog log = log();
    log.add("INFO", "x", "y".repeat(InvocationLog.LINE_CHARACTERS + 1));
    assertThat(texts(log)).containsExactly("y".repeat(InvocationLog.LINE_CHARACTERS) + "… (cut)");
  }

  @Test
  void staysBoundedWhateverIsPrinted() {
    InvocationLog log = log();
    print(log, "z".repeat(4 << 20));
    print(log, "line\n".repeat(100_000));
    int kept = texts(log).stream().mapToInt(String::length).sum();
    assertThat(kept).isLessThan(InvocationLog.TOTAL_CHARACTERS + 2 * InvocationLog.LINE_CHARACTERS);
    assertThat(texts(log).getLast()).endsWith("further lines dropped");
  }

  @Test
  void countsWhatItDrops() {
    InvocationLog log = log();
    int fits = InvocationLog.TOTAL_CHARACTERS / (4 + 32) + 1;
    for (int i = 0; i < fits + 7; i++) {
      log.add("INFO", "x", "four");
    }
    assertThat(log.lines()).hasSize(fits + 1);
    assertThat(log.lines().getLast().text()).isEqualTo("7 further lines dropped");
  }

  @Property(tries = 200)
  void neverLosesALineBelowItsBounds(@ForAll("lines") List<String> lines) {
    InvocationLog log = log();
    lines.forEach(line -> print(log, line + "\n"));
    assertThat(texts(log)).isEqualTo(lines);
  }

  @Property(tries = 200)
  void cutsTheStreamAnywhereWithoutLosingALine(
      @ForAll("lines") List<String> lines, @ForAll @IntRange(min = 1, max = 9) int step) {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    InvocationLog log = log();
    for (int i = 0; i < bytes.length; i += step) {
      log.append("INFO", "stdout", bytes, i, Math.min(step, bytes.length - i));
    }
    assertThat(texts(log)).isEqualTo(lines);
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars('ä', '€')
        .ofMaxLength(40)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Test
  void takesWhatWasLoggedBeforeInFrontAndLeavesNothingThere() {
    InvocationLog outside = log();
    outside.add("INFO", "x", "before");
    print(outside, "half");
    InvocationLog log = log();
    log.add("INFO", "x", "first");
    log.absorb(outside);
    log.absorb(outside);
    assertThat(texts(log)).containsExactly("before", "half", "first");
    assertThat(outside.lines()).isEmpty();
  }

  private InvocationLog heard(List<String> heard) {
    return new InvocationLog(
        time.source().wall(),
        (line, afterEnd) -> heard.add((afterEnd ? "late " : "") + line.text()));
  }

  @Test
  void tellsOfEachLineAtOnceAndOfThoseAfterTheEndToo() {
    List<String> heard = new ArrayList<>();
    InvocationLog log = heard(heard);
    log.add("INFO", "x", "one\ntwo");
    print(log, "half");
    assertThat(heard).containsExactly("one", "two");
    log.end();
    print(log, " and more\n");
    log.add("INFO", "x", "behind");
    assertThat(heard).containsExactly("one", "two", "half", "late  and more", "late behind");
    assertThat(texts(log)).containsExactly("one", "two", "half");
  }

  @Test
  void tellsOfAnUnfinishedLineAfterTheEndWhenItIsAskedTo() {
    List<String> heard = new ArrayList<>();
    InvocationLog log = heard(heard);
    log.end();
    print(log, "no line end");
    assertThat(heard).isEmpty();
    log.finishLines();
    log.finishLines();
    assertThat(heard).containsExactly("late no line end");
  }

  @Test
  void tellsOfWhatItDropsOnceBeforeTheEndAndOnceAfterIt() {
    List<String> heard = new ArrayList<>();
    InvocationLog log = heard(heard);
    int fits = InvocationLog.TOTAL_CHARACTERS / (4 + 32) + 1;
    for (int i = 0; i < fits + 7; i++) {
      log.add("INFO", "x", "four");
    }
    log.end();
    log.add("INFO", "x", "four");
    assertThat(heard).hasSize(fits + 1);
    assertThat(heard.getLast()).isEqualTo("7 further lines dropped");
    assertThat(texts(log)).isEqualTo(heard);

    List<String> heardLate = new ArrayList<>();
    InvocationLog late = heard(heardLate);
    late.end();
    for (int i = 0; i < fits + 7; i++) {
      late.add("INFO", "x", "four");
    }
    assertThat(heardLate).hasSize(fits + 1);
    assertThat(heardLate.getLast()).isEqualTo("late further lines are dropped");
  }

  @Test
  void tellsOfLinesThatItTakesOver() {
    InvocationLog outside = log();
    outside.add("INFO", "x", "between two calls");
    List<String> heard = new ArrayList<>();
    heard(heard).absorb(outside);
    assertThat(heard).containsExactly("between two calls");
  }

  @Test
  void losesNothingWhenManyThreadsLog() throws InterruptedException {
    InvocationLog log = log();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int line = 0; line < 1_000; line++) {
                  log.add("INFO", "x", "l");
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(log.lines()).hasSize(4_000);
  }
}
