package dev.hearth.host.sandbox.classloader.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Permissions.Destination;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.Pipe;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkTest {

  private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final FakeWard open = FakeWard.usual();
  private final FakeWard listed = allowed("127.0.0.1:" + server.getLocalPort());

  NetworkTest() throws IOException {}

  private static FakeWard allowed(String destination) {
    return new FakeWard(
        Path.of("nowhere"),
        new Permissions(false, List.of(Destination.parse(destination)), List.of(), Set.of()));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    open.scope.release();
    listed.scope.release();
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  @Test
  void aThreadThatReadsFromASocketIsFreedWhenItsConnectionsAreClosed() throws Exception {
    Socket socket = new Socket();
    Network.opened(socket, open.scope);
    socket.connect(address());
    Thread reader =
        new Thread(() -> {
          try {
            int _ = socket.getInputStream().read();
          } catch (IOException closed) {
            // as wanted
          }
        });
    reader.start();
    open.scope.closeConnections();
    reader.join();
    assertThat(socket.isClosed()).isTrue();
  }

  @Test
  void aThreadThatWaitsForAConnectionIsFreedToo() throws Exception {
    ServerSocket own = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Network.opened(own, open.scope);
    Thread acceptor =
        new Thread(() -> {
          try (Socket _ = own.accept()) {
            throw new AssertionError("nobody connects");
          } catch (IOException closed) {
            // as wanted
          }
        });
    acceptor.start();
    open.scope.closeConnections();
    acceptor.join();
    assertThat(own.isClosed()).isTrue();
  }

  @Test
  void channelsAndPipesAreClosedWithTheInstance() throws IOException {
    SocketChannel channel = Network.open(address(), open.scope);
    Pipe pipe = Pipe.open();
    Network.opened(pipe, open.scope);
    assertThat(open.scope.views().connections().size()).isEqualTo(3);
    open.scope.release();
    assertThat(channel.isOpen()).isFalse();
    assertThat(pipe.source().isOpen()).isFalse();
    assertThat(open.scope.views().connections().size()).isZero();
  }

  @Test
  void onlyListedDestinationsAreConnectedTo() throws IOException {
    Network.connect("127.0.0.1", server.getLocalPort(), listed.scope);
    try (SocketChannel channel = Network.open(address(), listed.scope)) {
      assertThat(channel.isConnected()).isTrue();
    }
    assertThatThrownBy(() -> Network.connect("example.com", 443, listed.scope))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("`permissions: {net: [\"example.com:443\"]}`");
    assertThatThrownBy(
            () -> Urls.openStream(URI.create("https://example.com/x").toURL(), listed.scope))
        .hasMessageContaining("example.com:443");
    assertThat(listed.forbidden).hasSize(2);
  }

  @Test
  void aNameThatAFunctionGivesToAnAddressIsNotBelieved() throws IOException {
    FakeWard trusting = allowed("localhost:80");
    InetAddress real = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    Network.connect(real, 80, trusting.scope);
    InetAddress forged = InetAddress.getByAddress("localhost", new byte[] {10, 0, 0, 1});
    assertThatThrownBy(() -> Network.connect(forged, 80, trusting.scope))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void filesAreReadByAddressOnlyWhereTheyMayBeRead() {
    assertThatThrownBy(() -> Urls.openStream(URI.create("file:/etc/passwd").toURL(), open.scope))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("/etc/passwd");
    assertThatThrownBy(
            () -> Urls.openStream(URI.create("jar:file:/srv/x.jar!/y").toURL(), open.scope))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("/srv/x.jar");
  }

  @Test
  void httpClientsUseThreadsOfTheInstanceAndEndWithIt() {
    var client = Urls.newHttpClient(open.scope);
    assertThat(client.executor()).contains(CommonPool.commonPool(open.scope));
    open.scope.release();
    var request = java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build();
    assertThatThrownBy(
            () -> client.send(request, java.net.http.HttpResponse.BodyHandlers.discarding()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }
}
