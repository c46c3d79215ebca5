package dev.hearth.host.config;

/**
 * Where a listener listens.
 *
 * @param host a name or address; an IPv6 address without its brackets
 * @param port 0 to 65535; 0 takes any free one
 */
public record HostPort(String host, int port) {

  /**
   * Reads {@code 127.0.0.1:8080} or {@code [::1]:8080}.
   *
   * @throws IllegalArgumentException with a message that shows the form wanted
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    String port = text.substring(colon + 1);
    if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an address: write host:port, for instance 127.0.0.1:8080");
    }
    return new HostPort(host, Integer.parseInt(port));
  }

  /** The base of an {@code http} URL to it. */
  public String url() {
    return "http://" + this;
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
