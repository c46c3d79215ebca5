package dev.hearth.host.sandbox.classloader.guard;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that a function opens by the platform's clients: only what it may reach, and closed
 * with the instance. Redirects that the platform follows by itself are not looked at. Stateless.
 */
public final class Urls {

  private Urls() {}

  /** {@code HttpClient.newHttpClient()}; on the pool of the instance. */
  public static HttpClient newHttpClient(Scope scope) {
    HttpClient client = HttpClient.newBuilder().executor(scope.views().pool().pool()).build();
    client(client, scope);
    return client;
  }

  /** After {@code HttpClient.newBuilder()}: the pool of the instance unless it names another. */
  public static void builder(HttpClient.Builder made, Scope scope) {
    made.executor(scope.views().pool().pool());
  }

  /** After {@code builder.build()}. */
  public static void client(HttpClient made, Scope scope) {
    scope.views().workers().add(made, HttpClient::shutdownNow);
  }

  /** Before {@code client.send(request, handler)}. */
  public static void request(
      HttpClient client, HttpRequest request, HttpResponse.BodyHandler<?> handler, Scope scope) {
    checkUri(request.uri(), scope);
  }

  /** Before {@code client.sendAsync(request, handler, pushes)}. */
  public static void request(
      HttpClient client,
      HttpRequest request,
      HttpResponse.BodyHandler<?> handler,
      HttpResponse.@Nullable PushPromiseHandler<?> pushes,
      Scope scope) {
    checkUri(request.uri(), scope);
  }

  /** Before {@code builder.buildAsync(address, listener)}. */
  public static void webSocket(
      WebSocket.Builder builder, URI address, WebSocket.Listener listener, Scope scope) {
    checkUri(address, scope);
  }

  private static void checkUri(URI uri, Scope scope) {
    String host = uri.getHost();
    if (host != null) {
      boolean secure = "https".equalsIgnoreCase(uri.getScheme()) || "wss".equals(uri.getScheme());
      Network.check(host, uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80, scope);
    }
  }

  /** Throws unless the instance may open what the address names. */
  public static void open(URL url, Scope scope) {
    switch (url.getProtocol()) {
      case "file" -> FileReads.check(pathOf(url), scope);
      case "jar" -> open(inner(url), scope);
      case "jrt" -> {}
      default -> {
        if (!url.getHost().isEmpty()) {
          Network.check(
              url.getHost(), url.getPort() >= 0 ? url.getPort() : url.getDefaultPort(), scope);
        }
      }
    }
  }

  /** The file that an address with {@code file:} names. */
  public static Path pathOf(URL url) {
    return Path.of(URI.create("file:" + url.getPath().replace(" ", "%20")));
  }

  @SuppressWarnings("deprecation") // a URL is what the platform opens
  private static URL inner(URL jar) {
    String spec = jar.getFile();
    int end = spec.indexOf("!/");
    try {
      return new URL(end < 0 ? spec : spec.substring(0, end));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("this is no URL of an archive: " + jar, e);
    }
  }

  /** {@code url.openConnection()}. */
  public static URLConnection openConnection(URL url, Scope scope) throws IOException {
    open(url, scope);
    return tracked(url.openConnection(), scope);
  }

  /** {@code url.openConnection(proxy)}. */
  public static URLConnection openConnection(URL url, Proxy proxy, Scope scope) throws IOException {
    open(url, scope);
    Network.check(proxy.address(), scope);
    return tracked(url.openConnection(proxy), scope);
  }

  private static URLConnection tracked(URLConnection made, Scope scope) {
    if (made instanceof HttpURLConnection http) {
      scope.views().connections().add(http, HttpURLConnection::disconnect);
    }
    return made;
  }

  /** {@code url.openStream()}. */
  public static InputStream openStream(URL url, Scope scope) throws IOException {
    return openConnection(url, scope).getInputStream();
  }

  /** {@code url.getContent()}. */
  public static Object getContent(URL url, Scope scope) throws IOException {
    return openConnection(url, scope).getContent();
  }
}
