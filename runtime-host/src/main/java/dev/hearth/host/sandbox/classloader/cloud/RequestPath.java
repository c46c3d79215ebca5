package dev.hearth.host.sandbox.classloader.cloud;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths without parameters of segments, and without dot segments (RFC 3986, 5.2.4). Stateless. */
final class RequestPath {

  private RequestPath() {}

  /** The canonical form of a path; percent-encoded characters stay so. */
  static String canonical(String path) {
    if (path.indexOf('.') < 0 && path.indexOf(';') < 0) {
      return path;
    }
    Deque<String> segments = new ArrayDeque<>();
    String[] all = path.substring(1).split("/", -1);
    for (int i = 0; i < all.length; i++) {
      int semicolon = all[i].indexOf(';');
      String segment = semicolon < 0 ? all[i] : all[i].substring(0, semicolon);
      boolean last = i == all.length - 1;
      switch (segment) {
        case "." -> endAt(segments, last);
        case ".." -> {
          segments.pollLast();
          endAt(segments, last);
        }
        default -> segments.addLast(segment);
      }
    }
    return "/" + String.join("/", segments);
  }

  /** A dot segment at the end leaves the slash before it. */
  private static void endAt(Deque<String> segments, boolean last) {
    if (last) {
      segments.addLast("");
    }
  }
}
