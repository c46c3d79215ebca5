package dev.hearth.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.fixture.FunctionJar;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Speaks to a host as its users do. Any thread may use it. */
public final class HostClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String BOUNDARY = "a-line-that-stands-in-no-upload";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI gateway;
  private final URI admin;
  private final String key;

  /** Speaks to the host behind two listeners, with the admin's key. */
  public HostClient(URI gateway, URI admin, String key) {
    this.gateway = gateway;
    this.admin = admin;
    this.key = key;
  }

  /** Where functions are called. */
  public URI gateway() {
    return gateway;
  }

  /** Where the control API is. */
  public URI admin() {
    return admin;
  }

  /** The admin's key. */
  public String key() {
    return key;
  }

  /** A request to the gateway with the admin's key, still without a method. */
  public HttpRequest.Builder toGateway(String path) {
    return anonymous(gateway, path).header("Authorization", "Bearer " + key);
  }

  /** A request to the control API with the admin's key, still without a method. */
  public HttpRequest.Builder toAdmin(String path) {
    return anonymous(admin, path).header("Authorization", "Bearer " + key);
  }

  /** A request without a key. */
  public static HttpRequest.Builder anonymous(URI listener, String path) {
    return HttpRequest.newBuilder(listener.resolve(path)).timeout(PATIENCE);
  }

  /** Sends a request and waits for the reply. */
  public Reply send(HttpRequest.Builder request) {
    try {
      return later(request).join();
    } catch (CompletionException e) {
      throw new AssertionError("no reply from the host: " + e.getCause(), e);
    }
  }

  /** Sends a request; the reply comes later. */
  public CompletableFuture<Reply> later(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(Reply::of);
  }

  /** Calls {@code /fn/…} with GET. */
  public Reply get(String function) {
    return send(toGateway("/fn/" + function).GET());
  }

  /** Calls {@code /fn/…} with POST. */
  public Reply post(String function, String body) {
    return send(toGateway("/fn/" + function).POST(BodyPublishers.ofString(body)));
  }

  /** Calls {@code /fn/…} with GET; the reply comes later. */
  public CompletableFuture<Reply> getLater(String function) {
    return later(toGateway("/fn/" + function).GET());
  }

  /** A control request without a body. */
  public Reply admin(String method, String path) {
    return send(toAdmin(path).method(method, BodyPublishers.noBody()));
  }

  /** A control request with a JSON body. */
  public Reply admin(String method, String path, String json) {
    return send(toAdmin(path).method(method, BodyPublishers.ofString(json)));
  }

  /** Uploads bytes as the whole body. */
  public Reply upload(String name, byte[] body, String contentType) {
    return send(
        toAdmin("/v1/functions/" + name)
            .header("Content-Type", contentType)
            .PUT(BodyPublishers.ofByteArray(body)));
  }

  /** Uploads a JAR as the whole body. */
  public Reply deploy(String name, FunctionJar jar) {
    return upload(name, jar.bytes(), "application/java-archive");
  }

  /** Uploads a JAR with a {@code config} part. */
  public Reply deploy(String name, FunctionJar jar, String config) {
    byte[] body = multipart(filePart("artifact", jar.bytes()), textPart("config", config));
    return upload(name, body, "multipart/form-data; boundary=" + BOUNDARY);
  }

  /** Uploads the parts as a form. */
  public Reply uploadParts(String name, byte[]... parts) {
    return send(uploadRequest(name, parts));
  }

  /** A request that uploads the parts as a form. */
  public HttpRequest.Builder uploadRequest(String name, byte[]... parts) {
    return toAdmin("/v1/functions/" + name)
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .PUT(BodyPublishers.ofByteArray(multipart(parts)));
  }

  /** A file part as {@code curl -F name=@file} makes it. */
  public static byte[] filePart(String name, byte[] content) {
    String head =
        "Content-Disposition: form-data; name=\"%s\"; filename=\"f\"\r\n".formatted(name)
            + "Content-Type: application/octet-stream\r\n\r\n";
    return joined(head.getBytes(ISO_8859_1), content);
  }

  /** A text part as {@code curl -F name=text} makes it. */
  public static byte[] textPart(String name, String text) {
    String head = "Content-Disposition: form-data; name=\"%s\"\r\n\r\n".formatted(name);
    return joined(head.getBytes(ISO_8859_1), text.getBytes(UTF_8));
  }

  private static byte[] multipart(byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(("--" + BOUNDARY + "\r\n").getBytes(ISO_8859_1));
      body.writeBytes(part);
      body.writeBytes("\r\n".getBytes(ISO_8859_1));
    }
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(ISO_8859_1));
    return body.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  /** Deploys what must be deployable. */
  public Reply deployed(String name, FunctionJar jar) {
    return deploy(name, jar).expect(201);
  }

  /** Deploys what must be deployable, with a {@code config} part. */
  public Reply deployed(String name, FunctionJar jar, String config) {
    return deploy(name, jar, config).expect(201);
  }

  /** A new key with one scope. */
  public String newKey(String scope) {
    return admin("POST", "/v1/keys", "{\"scopes\": [\"" + scope + "\"]}")
        .expect(201)
        .json()
        .path("key")
        .asString();
  }

  /** How many instances of a function live now. */
  public int instances(String name) {
    return admin("GET", "/v1/functions/" + name).expect(200).json().path("instances").intValue();
  }

  /** What the call behind a reply has logged, when at least {@code lines} lines are there. */
  public Reply logsOf(Reply reply, int lines) {
    return Eventually.get(
        () -> admin("GET", "/v1/invocations/" + reply.invocation() + "/logs"),
        logs -> logs.status() == 200 && logs.json().path("lines").size() >= lines);
  }

  /** The record of the call behind a reply, which may come a little after the reply. */
  public Reply recordOf(Reply reply) {
    return Eventually.get(
        () -> admin("GET", "/v1/invocations/" + reply.invocation()), r -> r.status() == 200);
  }

  /** The value of a metric without labels. */
  public double metric(String name) {
    return admin("GET", "/metrics")
        .expect(200)
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
