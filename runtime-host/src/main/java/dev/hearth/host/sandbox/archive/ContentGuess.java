package dev.hearth.host.sandbox.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what a file that is not an archive seems to be, from its first bytes. */
final class ContentGuess {

  /** How many bytes are enough: a tar archive shows itself at 257. */
  static final int BYTES = 512;

  private static final Map<String, String> MAGIC = magic();

  private ContentGuess() {}

  /** A phrase such as {@code gzip data} or {@code text that begins with "hello wo…"}. */
  static String of(byte[] start) {
    if (start.length == 0) {
      return "an empty file";
    }
    String hex = HexFormat.of().formatHex(start);
    for (Map.Entry<String, String> known : MAGIC.entrySet()) {
      if (hex.startsWith(known.getKey())) {
        return known.getValue();
      }
    }
    if (start.length > 262 && asText(Arrays.copyOfRange(start, 257, 262)).equals("ustar")) {
      return "a tar archive";
    }
    return isText(start)
        ? "text that begins with \"" + firstEight(asText(start)) + "\""
        : "binary data that begins with " + hex.substring(0, Math.min(16, hex.length()));
  }

  private static Map<String, String> magic() {
    Map<String, String> magic = new LinkedHashMap<>();
    magic.put("1f8b", "gzip data");
    magic.put("cafebabe", "a single class file");
    magic.put("7f454c46", "a Linux executable");
    magic.put("0061736d", "a WebAssembly module");
    magic.put("4a4d0100", "a JMOD file");
    magic.put("377abcaf271c", "a 7z archive");
    magic.put("fd377a585a00", "xz data");
    magic.put("28b52ffd", "Zstandard data");
    magic.put("425a68", "bzip2 data");
    magic.put("526172211a07", "a RAR archive");
    magic.put("2321", "a script");
    return magic;
  }

  private static boolean isText(byte[] start) {
    return asText(start)
        .chars()
        .limit(BYTES - 4)
        .allMatch(c -> c != '\uFFFD' && (c >= ' ' || c == '\n' || c == '\r' || c == '\t'));
  }

  private static String firstEight(String text) {
    return Printable.of(text.length() > 8 ? text.substring(0, 8) + "…" : text);
  }

  private static String asText(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
