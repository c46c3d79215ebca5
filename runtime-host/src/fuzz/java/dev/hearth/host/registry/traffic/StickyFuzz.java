package dev.hearth.host.registry.traffic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cookies and keys, as strangers send them. */
public final class StickyFuzz {

  private static final StickySource SESSION = new StickySource.Cookie("sid");

  private StickyFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    SESSION
        .key(name -> name.equals("Cookie") ? List.of(text) : List.of())
        .ifPresent(key -> {
          TreeMap<Integer, Integer> weights = new TreeMap<>(Map.of(1, 1, 2, 1_000_000));
          int picked = Rendezvous.pick("shop", key, weights);
          if (!weights.containsKey(picked) || picked != Rendezvous.pick("shop", key, weights)) {
            throw new AssertionError(key);
          }
        });
    try {
      StickySource source = StickySource.parse(text);
      if (!source.equals(StickySource.parse(source.toString()))) {
        throw new AssertionError(text);
      }
    } catch (IllegalArgumentException toldToTheUser) {
      // As promised.
    }
  }
}
