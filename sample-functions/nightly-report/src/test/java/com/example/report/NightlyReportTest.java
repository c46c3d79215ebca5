package com.example.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.function.Event;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyReportTest {

  @TempDir Path directory;

  private static Event at(String moment) {
    return Event.builder("1", URI.create("/schedules/nightly-report/nightly"), "fired")
        .time(OffsetDateTime.parse(moment))
        .build();
  }

  private Map<String, String> env() {
    return Map.of(
        "ZONE", "Europe/Vienna", "ORDERS", directory.toString(), "REPORTS", directory.toString());
  }

  @Test
  void sumsUpTheDayBeforeByTheClocksOfItsZone() throws IOException {
    Files.writeString(
        directory.resolve("orders-2026-10-24.csv"),
        "sku,quantity,price\nTEA-100,10,5.95\nMUG-01,1,12.50\n\nTEA-100,2,5.95\n");

    String report = new NightlyReport().handle(at("2026-10-25T01:00:00Z"), new FixedContext(env()));

    assertThat(report)
        .isEqualTo(
            """
            Sales of 2026-10-24

            MUG-01            12.50
            TEA-100           71.40
            total             83.90
            """);
    assertThat(directory.resolve("report-2026-10-24.txt")).hasContent(report);
    assertThat(directory.resolve("report-2026-10-24.txt.draft")).doesNotExist();
  }

  @Test
  void aSecondRunForTheSameMomentWritesTheSame() throws IOException {
    NightlyReport function = new NightlyReport();
    String first = function.handle(at("2026-10-25T01:00:00Z"), new FixedContext(env()));
    String second = function.handle(at("2026-10-25T02:00:00+01:00"), new FixedContext(env()));

    assertThat(second).isEqualTo(first).contains("total              0.00");
    assertThat(directory).isDirectoryContaining("glob:**report-2026-10-24.txt");
  }

  @Test
  void hasAnExampleForWhoeverHasNoOrders() throws IOException {
    assertThat(new NightlyReport().handle(at("2026-10-25T01:00:00Z"), new FixedContext(Map.of())))
        .contains("Sales of 2026-10-24", "total             83.90");
  }

  @Test
  void saysWhichLineIsWrong() {
    assertThatThrownBy(() -> Sales.of(List.of("A,1,2", "B,one,2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("B,one,2");
  }
}
