package dev.hearth.host.attack;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * A trusted pair of eyes inside the host process: an agent that the JVM starts before the host. It
 * says, line by line, what it finds; a line that does not come is something that hangs. It stands
 * alone, for it is packed into a JAR of its own. Its threads own nothing but their connections.
 */
final class Witness {

  private static final long WINDOW_MILLIS = 50;
  private static final int WINDOWS = 20;

  /** In hundredths of a second: more than a closing function gets for its farewell. */
  private static final int PATIENCE = 800;

  private Witness() {}

  /** Called by the JVM, with the file that gets the port of the witness. */
  public static void premain(String portFile) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("witness").start(() -> serve(server));
    Path file = Path.of(portFile);
    Path draft = Files.writeString(Path.of(portFile + ".new"), "" + server.getLocalPort());
    Files.move(draft, file);
  }

  private static void serve(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket visitor = server.accept();
        Thread.ofPlatform().daemon().name("witness-look").start(() -> answer(visitor));
      } catch (IOException e) {
        Thread.onSpinWait(); // for want of descriptors: the next look fails, and says so
      }
    }
  }

  /** The visitor writes a line with the name of a function, then reads. */
  private static void answer(Socket visitor) {
    try (visitor;
        Scanner in = new Scanner(visitor.getInputStream(), StandardCharsets.UTF_8);
        PrintStream out =
            new PrintStream(visitor.getOutputStream(), true, StandardCharsets.UTF_8)) {
      String function = in.nextLine();
      checks(function).forEach((name, check) -> out.println(name + "=" + result(check)));
      out.println("end=reached");
    } catch (IOException e) {
      Thread.onSpinWait(); // the visitor has gone
    }
  }

  private static String result(Callable<String> check) {
    try {
      return check.call().replaceAll("[\r\n]+", " ");
    } catch (Throwable thrown) {
      return "threw " + thrown;
    }
  }

  private static Map<String, Callable<String>> checks(String function) {
    Map<String, Callable<String>> checks = new LinkedHashMap<>();
    checks.put(
        "locale", () -> Locale.getDefault() + " " + Locale.getDefault(Locale.Category.FORMAT));
    checks.put("zone", () -> TimeZone.getDefault().getID());
    checks.put("properties", () -> new TreeMap<>(System.getProperties()).toString());
    checks.put("streams", Witness::streams);
    checks.put("handlers", Witness::handlers);
    checks.put("net", Witness::net);
    checks.put("security", () -> Arrays.toString(Security.getProviders()));
    checks.put("logging", Witness::logging);
    checks.put("beans", Witness::beans);
    checks.put(
        "drivers", () -> DriverManager.drivers().map(d -> d.getClass().getName()).toList() + "");
    checks.put("zones", () -> java.time.zone.ZoneRulesProvider.getAvailableZoneIds().size() + "");
    checks.put(
        "common-pool",
        () -> ForkJoinPool.commonPool().submit(() -> "answers").get(1, TimeUnit.SECONDS));
    checks.put("timer", Witness::timer);
    checks.put("virtual", Witness::virtual);
    checks.put("monitors", Witness::monitors);
    checks.put("heap", () -> new byte[20 << 20].length + "");
    checks.put("direct", () -> ByteBuffer.allocateDirect(1 << 20).capacity() + "");
    checks.put("file", Witness::file);
    checks.put("left", () -> left(function));
    checks.put("descriptors", () -> descriptors() + "");
    checks.put("threads", Witness::threads);
    checks.put("burning", Witness::burning);
    return checks;
  }

  private static String streams() {
    return System.identityHashCode(System.out)
        + " "
        + System.identityHashCode(System.err)
        + " "
        + System.identityHashCode(System.in)
        + (System.out.checkError() ? " broken" : "");
  }

  private static String handlers() {
    return Thread.getDefaultUncaughtExceptionHandler()
        + " "
        + System.identityHashCode(javax.net.ssl.HttpsURLConnection.getDefaultHostnameVerifier())
        + " "
        + java.io.ObjectInputFilter.Config.getSerialFilter();
  }

  private static String net() throws IOException {
    String unknown;
    try {
      unknown = "" + URI.create("attack:x").toURL();
    } catch (java.net.MalformedURLException e) {
      unknown = "none";
    }
    return unknown
        + " "
        + URI.create("file:/x").toURL()
        + " "
        + ProxySelector.getDefault().getClass().getName()
        + " "
        + java.net.Authenticator.getDefault()
        + " "
        + CookieHandler.getDefault();
  }

  private static String logging() {
    Logger root = Logger.getLogger("");
    return root.getLevel()
        + " "
        + Arrays.stream(root.getHandlers())
            .map(h -> h.getClass().getName() + h.getLevel())
            .toList();
  }

  private static String beans() {
    return ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
            .filter(name -> !name.getDomain().startsWith("java."))
            .filter(name -> !name.getDomain().startsWith("jdk."))
            .map(Object::toString)
            .sorted()
            .toList()
        + "";
  }

  private static String timer() throws Exception {
    return new CompletableFuture<String>()
        .completeOnTimeout("rings", 1, TimeUnit.MILLISECONDS)
        .get(1, TimeUnit.SECONDS);
  }

  private static String virtual() throws Exception {
    CompletableFuture<String> ran = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> ran.complete("runs"));
    return ran.get(1, TimeUnit.SECONDS);
  }

  /** Takes every monitor that anybody could hold. */
  private static String monitors() {
    List<Object> shared =
        List.of(
            String.class,
            Object.class,
            Thread.class,
            Class.class,
            System.out,
            System.err,
            Runtime.getRuntime(),
            System.getProperties(),
            "hearth",
            Locale.class);
    for (Object monitor : shared) {
      synchronized (monitor) {
        Thread.onSpinWait();
      }
    }
    System.getProperties().computeIfPresent("no such property", (key, value) -> value);
    return "free";
  }

  private static String file() throws IOException {
    Path file = Files.createTempFile("witness", ".txt");
    Files.writeString(file, "seen");
    String read = Files.readString(file);
    Files.delete(file);
    return read;
  }

  private static int descriptors() throws IOException {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      return (int) all.count();
    }
  }

  /** How many there are that are not the host's own, which come as they are needed, and whose. */
  private static String threads() {
    Map<String, Integer> names = new TreeMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("vert.x-") || thread.getName().startsWith("hearth-")) {
        continue;
      }
      names.merge(thread.getName().replaceAll("[0-9a-f]*[0-9][0-9a-f]*", "N"), 1, Integer::sum);
    }
    int all = names.values().stream().mapToInt(Integer::intValue).sum();
    return all + " " + names;
  }

  /** Threads of a function, or with the names that attacks give, when they have had time to go. */
  private static String left(String function) throws InterruptedException {
    List<String> left = threadsOf(function);
    for (int i = 0; i < PATIENCE && !left.isEmpty(); i++) {
      Thread.sleep(10);
      left = threadsOf(function);
    }
    return left.stream().limit(4).toList() + "";
  }

  private static List<String> threadsOf(String function) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("attack-") || isOf(function, thread))
        .map(Thread::getName)
        .toList();
  }

  private static boolean isOf(String function, Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null && !function.isEmpty() && group.getName().contains(function);
  }

  /**
   * Whether code keeps a processor busy, looked at in short windows for up to a second, and which
   * threads it runs on. What the JVM does for itself, compiling and collecting, does not count.
   */
  private static String burning() throws InterruptedException {
    List<String> busy = List.of();
    for (int i = 0; i < WINDOWS; i++) {
      Map<Long, Long> before = cpuNanos();
      Thread.sleep(WINDOW_MILLIS);
      Map<Long, Long> used = cpuNanos();
      used.replaceAll((id, now) -> now - before.getOrDefault(id, now));
      if (used.values().stream().mapToLong(Long::longValue).sum() < WINDOW_MILLIS * 600_000) {
        return "no";
      }
      busy = names(used);
    }
    return "yes, of late " + busy;
  }

  private static Map<Long, Long> cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<Long, Long> nanos = new HashMap<>();
    for (long id : threads.getAllThreadIds()) {
      nanos.put(id, threads.getThreadCpuTime(id));
    }
    return nanos;
  }

  private static List<String> names(Map<Long, Long> usedNanos) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return usedNanos.entrySet().stream()
        .filter(used -> used.getValue() > 0)
        .map(used -> threads.getThreadInfo(used.getKey()))
        .filter(Objects::nonNull)
        .map(ThreadInfo::getThreadName)
        .sorted()
        .toList();
  }
}
