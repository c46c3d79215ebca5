package dev.hearth.host.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final List<Phase> TWENTY =
      List.of(new Phase.Even(Duration.ofMillis(5), Duration.ofMillis(100)));

  private static final Clients PATIENT =
      new Clients(1, Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(20), 100);

  private TinyServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new TinyServer();
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void countsAnswersByWhatTheyAre() throws IOException {
    assertThat(count("/200", PATIENT).of(Ending.GOOD)).isEqualTo(20);
    assertThat(count("/204", PATIENT).of(Ending.GOOD)).isEqualTo(20);
    assertThat(count("/chunks", PATIENT).of(Ending.GOOD)).isEqualTo(20);
    assertThat(count("/429", PATIENT).of(Ending.REJECTED)).isEqualTo(20);
    assertThat(count("/503", PATIENT).of(Ending.REJECTED)).isEqualTo(20);
    assertThat(count("/500", PATIENT).of(Ending.FAILED)).isEqualTo(20);
  }

  @Test
  void countsWhatComesTooLateApart() throws IOException {
    Clients hasty = new Clients(1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5), 100);

    Count count = count("/200", hasty);

    assertThat(count.of(Ending.LATE)).isEqualTo(20);
    assertThat(count.success()).isEqualTo(1);
  }

  @Test
  void givesUpWhereNoAnswerComes() throws IOException {
    Clients impatient =
        new Clients(1, Duration.ZERO, Duration.ofSeconds(1), Duration.ofMillis(20), 100);

    assertThat(count("/never", impatient).of(Ending.GIVEN_UP)).isEqualTo(20);
  }

  @Test
  void saysWhenItDidNotSendWhatItShouldHave() throws IOException {
    Clients oneAtATime =
        new Clients(1, Duration.ZERO, Duration.ofSeconds(9), Duration.ofMillis(60), 1);

    Report report = OpenLoop.run(List.of(stream("/never", TWENTY)), oneAtATime);

    Count count = report.tally(0).phase(0);
    assertThat(count.of(Ending.GIVEN_UP)).isPositive();
    assertThat(count.of(Ending.UNSENT)).isPositive();
    assertThat(count.all()).isEqualTo(20);
    assertThat(report.generator().isKept()).isFalse();
    assertThat(report.generator().toString()).contains("BEHIND");
  }

  @Test
  void countsLatencyFromTheMomentAtWhichACallShouldHaveLeft() throws IOException {
    Clients oneAtATime =
        new Clients(1, Duration.ZERO, Duration.ofSeconds(9), Duration.ofSeconds(9), 1);
    List<Phase> three = List.of(new Phase.Even(Duration.ofMillis(10), Duration.ofMillis(30)));

    Count count = OpenLoop.run(List.of(stream("/slow", three)), oneAtATime).tally(0).phase(0);

    assertThat(count.of(Ending.GOOD)).isEqualTo(3);
    assertThat(count.accepted(100)).isGreaterThan(3 * TinyServer.SLOW_MILLIS - 25);
  }

  @Test
  void triesFourTimesWhereClientsDo() throws IOException {
    List<Phase> phases =
        List.of(
            new Phase.Even(Duration.ofMillis(5), Duration.ofMillis(100)),
            new Phase.Even(Duration.ofHours(1), Duration.ofSeconds(1)));
    Clients stubborn =
        new Clients(4, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(5), 100);

    Tally tally = OpenLoop.run(List.of(stream("/503", phases)), stubborn).tally(0);

    assertThat(tally.phase(0).of(Ending.REJECTED) + tally.phase(1).of(Ending.REJECTED))
        .isEqualTo(21 * 4);
  }

  @Test
  void callsAgainAtOnceInAClosedLoop() throws IOException {
    List<Phase> phases = List.of(new Phase.Closed(3, Duration.ofMillis(200)));

    Report report = OpenLoop.run(List.of(stream("/200", phases)), PATIENT);

    assertThat(report.tally(0).phase(0).of(Ending.GOOD)).isGreaterThan(3);
    assertThat(report.tally(0).phase(0).of(Ending.FAILED)).isZero();
  }

  @Test
  void sendsSeveralStreamsAtATime() throws IOException {
    Report report =
        OpenLoop.run(
            List.of(stream("/200", TWENTY), stream("/429", TWENTY), stream("/204", TWENTY)),
            PATIENT);

    assertThat(report.tally(1).phase(0).of(Ending.REJECTED)).isEqualTo(20);
    assertThat(report.together(0, 0).of(Ending.GOOD)).isEqualTo(40);
    assertThat(report.generator().sent()).isEqualTo(60);
  }

  private Count count(String path, Clients clients) throws IOException {
    return OpenLoop.run(List.of(stream(path, TWENTY)), clients).tally(0).phase(0);
  }

  private Stream stream(String path, List<Phase> phases) {
    return Stream.get(path, server.port(), path, "", phases);
  }
}
