package com.example.report;

import dev.hearth.function.Context;
import dev.hearth.function.Event;
import dev.hearth.function.TypedFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Sums up the orders of the day before the moment that it was scheduled for, which is the same
 * however late it runs and however often.
 */
public final class NightlyReport implements TypedFunction<Event, String> {

  @Override
  public String handle(Event event, Context context) throws IOException {
    ZoneId zone = ZoneId.of(context.env().getOrDefault("ZONE", "UTC"));
    OffsetDateTime scheduled =
        event
            .time()
            .orElseThrow(() -> new IllegalArgumentException("the event does not say when it was"));
    LocalDate day = scheduled.atZoneSameInstant(zone).toLocalDate().minusDays(1);
    String report = Sales.of(orders(day, context)).report(day);
    String directory = context.env().getOrDefault("REPORTS", "");
    if (!directory.isEmpty()) {
      write(Path.of(directory), "report-" + day + ".txt", report);
      context.logger().log(System.Logger.Level.INFO, "wrote the report of " + day);
    }
    return report;
  }

  /** The lines of that day, or, where nobody has said where they are, those of an example. */
  private static List<String> orders(LocalDate day, Context context) throws IOException {
    String directory = context.env().getOrDefault("ORDERS", "");
    if (directory.isEmpty()) {
      try (InputStream example =
          Objects.requireNonNull(
              NightlyReport.class.getResourceAsStream("/orders-example.csv"), "the example")) {
        return new String(example.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      }
    }
    Path file = Path.of(directory).resolve("orders-" + day + ".csv");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Whoever reads it meanwhile sees the old report or the new one, never half of it. */
  private static void write(Path directory, String name, String report) throws IOException {
    Path draft = directory.resolve(name + ".draft");
    Files.writeString(draft, report);
    Files.move(draft, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
