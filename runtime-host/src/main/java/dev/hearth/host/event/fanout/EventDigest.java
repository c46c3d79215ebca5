package dev.hearth.host.event.fanout;

import dev.hearth.function.Event;
import dev.hearth.host.event.EventAttributes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two events say the same. Stateless. */
final class EventDigest {

  private EventDigest() {}

  /** SHA-256 of all attributes and the data, each with its length before it. */
  static String of(Event event) {
    MessageDigest digest = sha256();
    EventAttributes.of(event)
        .asMap()
        .forEach((name, value) -> {
          if (!isAboutTransport(name)) {
            add(digest, name.getBytes(StandardCharsets.UTF_8));
            add(digest, value.getBytes(StandardCharsets.UTF_8));
          }
        });
    add(digest, event.data());
    return hex(digest);
  }

  /** SHA-256 of a text. */
  static String of(String text) {
    MessageDigest digest = sha256();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  /** A sender that tries again does so in a new span. */
  private static boolean isAboutTransport(String name) {
    return name.equals("traceparent") || name.equals("tracestate");
  }

  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
