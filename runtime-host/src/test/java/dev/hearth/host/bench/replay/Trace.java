package dev.hearth.host.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A sample of the Azure Functions trace of 2019 in the form of the project invitro (vHive): three
 * files that end in {@code invocations.csv}, {@code durations.csv} and {@code memory.csv}.
 * Immutable.
 *
 * @param functions in the order of the file of invocations
 */
public record Trace(List<TracedFunction> functions) {

  private static final List<String> PERCENTILES = List.of("0", "1", "25", "50", "75", "99", "100");

  public Trace {
    functions = List.copyOf(functions);
  }

  /** Where the data can be had. */
  public static final String SOURCE =
      "the Azure Functions trace of 2019 (github.com/Azure/AzurePublicDataset, CC-BY) as sampled"
          + " in github.com/vhive-serverless/invitro, data/traces/500";

  /** Reads the three files of a directory. */
  public static Trace read(Path directory) throws IOException {
    Csv calls = Csv.read(directory, "invocations.csv");
    Map<String, List<String>> durations = Csv.read(directory, "durations.csv").byFunction();
    Map<String, List<String>> memory = Csv.read(directory, "memory.csv").byFunction();
    List<String> runTitles = Csv.read(directory, "durations.csv").titles();
    int megabytes = Csv.read(directory, "memory.csv").titles().indexOf("AverageAllocatedMb");
    List<TracedFunction> functions = new ArrayList<>();
    for (Map.Entry<String, List<String>> row : calls.byFunction().entrySet()) {
      List<String> run = durations.getOrDefault(row.getKey(), List.of());
      List<String> size = memory.getOrDefault(row.getKey(), List.of());
      functions.add(
          new TracedFunction(
              row.getValue().get(calls.titles().indexOf("Trigger")),
              minutes(calls.titles(), row.getValue()),
              PERCENTILES.stream()
                  .map(p -> number(run, runTitles.indexOf("percentile_Average_" + p)))
                  .toList(),
              number(size, megabytes)));
    }
    return new Trace(functions);
  }

  private static List<Integer> minutes(List<String> titles, List<String> row) {
    return IntStream.range(0, titles.size())
        .filter(i -> Character.isDigit(titles.get(i).charAt(0)))
        .mapToObj(i -> (int) Double.parseDouble(row.get(i)))
        .toList();
  }

  private static double number(List<String> row, int column) {
    return row.isEmpty() ? 0 : Double.parseDouble(row.get(column));
  }

  /** How many minutes it is long. */
  public int minutes() {
    return functions.getFirst().perMinute().size();
  }

  /** Only some of its minutes. */
  public Trace minutes(int from, int to) {
    return new Trace(
        functions.stream()
            .map(f ->
                new TracedFunction(
                    f.trigger(), f.perMinute().subList(from, to), f.millis(), f.mebibytes()))
            .toList());
  }

  /** The same with no more calls of any function in a minute than {@code most}. */
  public Trace cut(int most) {
    return new Trace(
        functions.stream()
            .map(f ->
                new TracedFunction(
                    f.trigger(),
                    f.perMinute().stream().map(calls -> Math.min(most, calls)).toList(),
                    f.millis(),
                    f.mebibytes()))
            .toList());
  }

  /** A table with titles. */
  private record Csv(List<String> titles, List<List<String>> rows) {

    static Csv read(Path directory, String end) throws IOException {
      try (var files = Files.newDirectoryStream(directory, "*" + end)) {
        List<List<String>> rows =
            Files.readAllLines(files.iterator().next()).stream()
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
        return new Csv(rows.getFirst(), rows.subList(1, rows.size()));
      }
    }

    Map<String, List<String>> byFunction() {
      int key = titles.indexOf("HashFunction");
      Map<String, List<String>> found = new LinkedHashMap<>();
      rows.forEach(row -> found.putIfAbsent(row.get(key), row));
      return found;
    }
  }
}
