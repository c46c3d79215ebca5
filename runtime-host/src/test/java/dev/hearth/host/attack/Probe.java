package dev.hearth.host.attack;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.FunctionJar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;

/**
 * Looks whether a host is as well as when it was new: by a function that was deployed before all
 * attacks, by the host's own pages, and by the witness. Used by one thread.
 */
final class Probe {

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final List<String> PAGES = List.of("/healthz", "/readyz", "/metrics");
  private static final int MORE_THREADS = 8;
  private static final int MORE_DESCRIPTORS = 64;

  /** Does a little of everything that a well-behaved function may do. */
  private static final FunctionJar INNOCENT =
      FunctionJar.of(
          "innocent.Innocent",
          """
          package innocent;
          import dev.hearth.function.*;
          import java.nio.file.*;
          import java.util.*;
          public class Innocent implements HttpFunction {
            public HttpResponse handle(HttpRequest request, Context context) throws Exception {
              List<String> all = new ArrayList<>();
              synchronized (new Object()) { all.add("monitor"); }
              System.out.println("the probe was here");
              all.add("heap " + new byte[20 << 20].length);
              Path file = context.tempDirectory().resolve("probe.txt");
              Files.writeString(file, "file");
              all.add(Files.readString(file));
              Thread thread = new Thread(() -> all.add("thread"));
              thread.start();
              thread.join();
              Runnable proxy = (Runnable) java.lang.reflect.Proxy.newProxyInstance(
                  Innocent.class.getClassLoader(), new Class<?>[] {Runnable.class},
                  (p, m, a) -> all.add("proxy"));
              proxy.run();
              all.add(Locale.getDefault() + " " + "TITLE".toLowerCase());
              all.add(TimeZone.getDefault().getID());
              all.add(System.getProperty("attack.marker") + System.getProperty("line.separator").length());
              all.add(System.getProperty("java.version") + " " + context.env());
              all.add("" + java.util.stream.IntStream.range(0, 1000).sum());
              return HttpResponse.text(String.join("; ", all));
            }
          }
          """);

  private final AttackedHost host;
  private final String answer;
  private final Map<String, String> healthy;

  private Probe(AttackedHost host, String answer, Map<String, String> healthy) {
    this.host = host;
    this.answer = answer;
    this.healthy = healthy;
  }

  /** Deploys the function and notes how a healthy host looks. */
  static Probe of(AttackedHost host) {
    host.client().deployed("innocent", INNOCENT, "{timeout: {run: 4s}, env: {COLOUR: green}}");
    String answer = host.client().get("innocent").expect(200).text();
    host.look("");
    return new Probe(host, answer, host.look(""));
  }

  /**
   * What is not as it was; nothing if the host is well.
   *
   * @param function the attack, deleted by now
   */
  List<String> differences(String function) {
    if (!host.isAlive()) {
      return List.of("the process has ended");
    }
    List<String> differences = new ArrayList<>();
    Map<String, String> seen = host.look(function);
    TreeSet<String> names = new TreeSet<>(healthy.keySet());
    for (String name : names) {
      if (!isAsBefore(name, healthy.get(name), seen.get(name))) {
        differences.add(
            name + ": " + shortened(seen.getOrDefault(name, "no word from the witness")));
      }
    }
    PAGES.forEach(page -> pageDifference(page, differences));
    innocentDifference(differences);
    host.children().forEach(child -> differences.add("a child process: " + child));
    return differences;
  }

  private static boolean isAsBefore(
      String name,
      @org.jspecify.annotations.Nullable String before,
      @org.jspecify.annotations.Nullable String now) {
    if (before == null || now == null) {
      return false;
    }
    return switch (name) {
      case "threads" -> isAtMost(number(before) + MORE_THREADS, now);
      case "descriptors" -> isAtMost(number(before) + MORE_DESCRIPTORS, now);
      case "burning" -> now.equals("no");
      default -> now.equals(before);
    };
  }

  private static boolean isAtMost(int most, String text) {
    return Character.isDigit(text.charAt(0)) && number(text) <= most;
  }

  private static int number(String text) {
    return Integer.parseInt(text.split(" ", 2)[0]);
  }

  private void pageDifference(String page, List<String> differences) {
    HostClient client = host.client();
    try {
      Reply reply = client.later(client.toAdmin(page).timeout(PATIENCE).GET()).join();
      if (reply.status() != 200) {
        differences.add(page + " answered " + reply.status() + " " + shortened(reply.text()));
      }
    } catch (CompletionException e) {
      differences.add(page + ": " + Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private void innocentDifference(List<String> differences) {
    HostClient client = host.client();
    try {
      Reply reply = client.later(client.toGateway("/fn/innocent").timeout(PATIENCE).GET()).join();
      if (!reply.text().equals(answer)) {
        differences.add("the innocent function answered " + shortened(reply.text()));
      } else if (!client.logsOf(reply, 1).text().contains("the probe was here")) {
        differences.add("the innocent function's line is not in its log");
      }
    } catch (CompletionException e) {
      differences.add("the innocent function: " + Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 900 ? text : text.substring(0, 900) + "…";
  }
}
