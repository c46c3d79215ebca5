package dev.hearth.host.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hearth.host.fixture.FunctionJar;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A handler under AWS's own runtime client, as a process that asks a small Runtime API here for its
 * work. Used by one thread.
 */
final class RuntimeClient implements AutoCloseable {

  /** Where the build puts the client and what it wants. */
  private static final Path CLIENT = Path.of("target", "lambda-peer");

  private static final String NEXT = "/2018-06-01/runtime/invocation/next";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
  private final Process process;

  /** What the client reported: of an invocation, or of its start. */
  record Said(boolean failed, String body) {}

  /** Starts the handler of a task directory. */
  RuntimeClient(Path task, String handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
    process = start(task, handler);
  }

  /** Whether the client can run here: it has native code, for Linux. */
  static boolean canRun() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
        && Files.isDirectory(CLIENT);
  }

  /** Unpacks a JAR, as Lambda does with an upload. */
  static Path unpacked(FunctionJar jar, Path directory) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar.bytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = directory.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return directory;
  }

  private Process start(Path task, String handler) throws IOException {
    String classPath;
    try (Stream<Path> jars = Files.list(CLIENT)) {
      classPath =
          jars.map(jar -> jar.toAbsolutePath().toString())
              .sorted()
              .collect(Collectors.joining(File.pathSeparator));
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                handler));
    builder.directory(task.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort(),
                "AWS_LAMBDA_FUNCTION_NAME", LambdaSandbox.NAME,
                "AWS_LAMBDA_FUNCTION_VERSION", "3",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/price",
                "AWS_LAMBDA_LOG_STREAM_NAME", "stream",
                "LAMBDA_TASK_ROOT", task.toString(),
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(task.resolveSibling(task.getFileName() + ".log").toFile());
    return builder.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      if (path.equals(NEXT)) {
        next(exchange);
      } else {
        boolean failed = path.endsWith("/error");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answer(exchange, 202, "{\"status\":\"OK\"}");
        said.add(new Said(failed, body));
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    String event = events.take();
    Map.of(
            "Lambda-Runtime-Aws-Request-Id",
            "0193-call",
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(Instant.now().plus(DirectCall.TIME).toEpochMilli()),
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:000000000000:function:price:3")
        .forEach(exchange.getResponseHeaders()::set);
    answer(exchange, 200, event);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** What the client reports of this event. */
  Said invoke(String event) throws InterruptedException {
    events.add(event);
    Said answer = said.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (answer == null) {
      throw new IllegalStateException(
          "AWS's runtime client has not answered; alive: " + process.isAlive());
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    server.stop(0);
    threads.shutdownNow();
  }
}
