package dev.hearth.host.sandbox.classloader.cloud.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * Paths in one form, as the server of functions-framework-java has them: without parameters of
 * segments, without dot segments (RFC 3986, 5.2.4), and with as little percent-encoding as leaves
 * their meaning alone. Stateless.
 */
public final class RequestPath {

  /** What stays encoded, beside control characters. */
  private static final String STAYS = " \"#%/;<>?[\\]^`{|}";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private RequestPath() {}

  /** The canonical form of a path that begins with a slash. */
  public static String canonical(String path) {
    String plain = path.indexOf('%') < 0 ? path : decoded(path);
    return plain.indexOf('.') < 0 && plain.indexOf(';') < 0 ? plain : withoutDots(plain);
  }

  private static String decoded(String path) {
    StringBuilder text = new StringBuilder(path.length());
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    for (int i = 0; i < path.length(); i++) {
      if (isEncoded(path, i)) {
        run.write(HexFormat.fromHexDigits(path, i + 1, i + 3));
        i += 2;
      } else {
        append(run, text);
        text.append(path.charAt(i));
      }
    }
    append(run, text);
    return text.toString();
  }

  private static boolean isEncoded(String path, int at) {
    return path.charAt(at) == '%'
        && at + 2 < path.length()
        && HexFormat.isHexDigit(path.charAt(at + 1))
        && HexFormat.isHexDigit(path.charAt(at + 2));
  }

  /** Decodes the bytes that were encoded one after the other. */
  private static void append(ByteArrayOutputStream run, StringBuilder text) {
    if (run.size() > 0) {
      byte[] bytes = run.toByteArray();
      run.reset();
      try {
        String decoded =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        decoded.chars().forEach(c -> append((char) c, text));
      } catch (CharacterCodingException notUtf8) {
        text.append('%').append(HEX.formatHex(bytes).replaceAll("(..)(?=.)", "$1%"));
      }
    }
  }

  private static void append(char c, StringBuilder text) {
    if (c < ' ' || c == 0x7F || STAYS.indexOf(c) >= 0) {
      text.append('%').append(HEX.toHexDigits((byte) c));
    } else {
      text.append(c);
    }
  }

  private static String withoutDots(String path) {
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
