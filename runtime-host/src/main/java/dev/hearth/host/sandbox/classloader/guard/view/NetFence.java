package dev.hearth.host.sandbox.classloader.guard.view;

import dev.hearth.host.registry.Permissions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where an instance may connect to.
 *
 * @param permissions what the manifest says
 */
public record NetFence(Permissions permissions) {

  /** Whether it may connect to a host of that name. */
  public boolean admits(String host, int port) {
    return permissions.mayConnect(withoutBrackets(host), port);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /**
   * Whether it may connect to that address. A name that a function has given to an address itself
   * counts only if the name service gives the same.
   */
  public boolean admits(InetSocketAddress address) {
    if (permissions.anyNet()) {
      return true;
    }
    InetAddress resolved = address.getAddress();
    String host = address.getHostString();
    int port = address.getPort();
    if (resolved == null) {
      return admits(host, port);
    }
    return admits(resolved.getHostAddress(), port)
        || (admits(host, port) && isReally(host, resolved));
  }

  private static boolean isReally(String host, InetAddress address) {
    try {
      return Arrays.asList(InetAddress.getAllByName(host)).contains(address);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
