package dev.hearth.host.registry;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a function may reach. Equal permissions have equal texts.
 *
 * @param anyNet whether it may connect to any address; {@code net} is then empty
 * @param net where it may connect to otherwise; loopback is no exception
 * @param files the directories it may use beside its own temporary one and the unpacked artifact
 * @param allow what it is granted, in the order of the enumeration
 * @param invoke the functions that it may call, in alphabetical order; {@value #ANY_FUNCTION} for
 *     all
 * @param emit the types of events that it may publish, in alphabetical order: exact, or the
 *     beginning of types and a {@code *} behind it
 */
public record Permissions(
    boolean anyNet,
    List<Destination> net,
    List<Directory> files,
    Set<Grant> allow,
    Set<String> invoke,
    Set<String> emit) {

  /** Stands for every function. */
  public static final String ANY_FUNCTION = "*";

  public Permissions {
    net = List.copyOf(net);
    files = List.copyOf(files);
    EnumSet<Grant> ordered = EnumSet.noneOf(Grant.class);
    ordered.addAll(allow);
    allow = Collections.unmodifiableSet(ordered);
    invoke = Collections.unmodifiableSet(new TreeSet<>(invoke));
    emit = Collections.unmodifiableSet(new TreeSet<>(emit));
    if (anyNet && !net.isEmpty()) {
      throw new IllegalArgumentException("any address, or these: " + net);
    }
  }

  /** Those of a function that calls no other and publishes nothing. */
  public Permissions(
      boolean anyNet, List<Destination> net, List<Directory> files, Set<Grant> allow) {
    this(anyNet, net, files, allow, Set.of(), Set.of());
  }

  /** What holds where the manifest says nothing. */
  public static Permissions usual(Policy policy) {
    boolean anyNet =
        switch (policy) {
          case PRACTICAL -> true;
          case STRICT -> false;
        };
    return new Permissions(anyNet, List.of(), List.of(), Set.of());
  }

  /** Whether it may connect there. */
  public boolean mayConnect(String host, int port) {
    return anyNet || net.stream().anyMatch(destination -> destination.covers(host, port));
  }

  /** Whether it may call that function. */
  public boolean mayInvoke(FunctionName function) {
    return invoke.contains(ANY_FUNCTION) || invoke.contains(function.value());
  }

  /** Whether it may publish events of that type. */
  public boolean mayEmit(String type) {
    return emit.stream()
        .anyMatch(allowed ->
            allowed.endsWith("*")
                ? type.startsWith(allowed.substring(0, allowed.length() - 1))
                : type.equals(allowed));
  }

  /** Whether the grant of that word is among these. */
  public boolean grants(String word) {
    return Grant.of(word).filter(allow::contains).isPresent();
  }

  /**
   * Where a function may connect to.
   *
   * @param host a name in lower case; {@code *.acme.com} for all names below {@code acme.com}, but
   *     not that itself; or an address, IPv6 without brackets
   * @param port 0 for every port
   */
  public record Destination(String host, int port) {

    private static final Pattern FORM =
        Pattern.compile(
            "(?<host>(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\\[[0-9a-f:.]+])"
                + ":(?<port>\\*|[0-9]{1,5})");

    /**
     * Reads {@code api.acme.com:443}, {@code *.acme.com:443}, {@code api.acme.com:*} or {@code
     * [::1]:8080}.
     *
     * @throws IllegalArgumentException with a message that shows the form wanted
     */
    public static Destination parse(String text) {
      Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw wrong(text);
      }
      String host = matcher.group("host");
      String port = matcher.group("port");
      int number = port.equals("*") ? 0 : Integer.parseInt(port);
      if (host.contains("..") || number > 65_535 || (number == 0 && !port.equals("*"))) {
        throw wrong(text);
      }
      return new Destination(
          host.startsWith("[") ? host.substring(1, host.length() - 1) : host, number);
    }

    private static IllegalArgumentException wrong(String text) {
      return new IllegalArgumentException(
          "\""
              + text
              + "\" is no destination: write host:port as in api.acme.com:443, *.acme.com:443 or"
              + " api.acme.com:*");
    }

    /** Whether a connection to that host and port is one of these. */
    public boolean covers(String wantedHost, int wantedPort) {
      return (port == 0 || port == wantedPort) && coversHost(wantedHost.toLowerCase(Locale.ROOT));
    }

    private boolean coversHost(String wanted) {
      return host.startsWith("*.") ? wanted.endsWith(host.substring(1)) : wanted.equals(host);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + (port == 0 ? "*" : port);
    }
  }

  /**
   * A directory that a function may use, with all below it.
   *
   * @param path absolute, without {@code .} and {@code ..}
   * @param writable whether it may also change what is there
   */
  public record Directory(String path, boolean writable) {

    private static final String WRITABLE = "rw:";

    /**
     * Reads {@code /srv/data} or {@code rw:/srv/out}.
     *
     * @throws IllegalArgumentException with a message that shows the form wanted
     */
    public static Directory parse(String text) {
      boolean writable = text.startsWith(WRITABLE);
      String path = writable ? text.substring(WRITABLE.length()) : text;
      if (!path.startsWith("/") || path.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "\"" + text + "\" is no absolute directory: write /srv/data, or rw:/srv/out to write");
      }
      for (String name : path.split("/", -1)) {
        if (name.equals(".") || name.equals("..")) {
          throw new IllegalArgumentException(
              "\"" + text + "\" goes through \"" + name + "\": write the directory itself");
        }
      }
      return new Directory(path, writable);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
      return writable ? WRITABLE + path : path;
    }
  }
}
