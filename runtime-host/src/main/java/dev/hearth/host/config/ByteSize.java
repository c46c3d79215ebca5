package dev.hearth.host.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 128MiB}, {@code 64KiB}, {@code 1GiB} or {@code 500B}; {@code
 * kB}, {@code MB} and {@code GB} are powers of 1000.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative: " + bytes);
    }
  }

  /** {@code n} times 1024 bytes. */
  public static ByteSize kibibytes(long n) {
    return new ByteSize(Math.multiplyExact(n, 1L << 10));
  }

  /** {@code n} times 1024² bytes. */
  public static ByteSize mebibytes(long n) {
    return new ByteSize(Math.multiplyExact(n, 1L << 20));
  }

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException with a message that shows the form wanted
   */
  public static ByteSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(wanted(text));
    }
    long unit = unit(matcher.group(2).toLowerCase(Locale.ROOT));
    if (unit < 0) {
      throw new IllegalArgumentException(wanted(text));
    }
    try {
      return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException("the size \"" + text + "\" is too large", tooLarge);
    }
  }

  private static long unit(String name) {
    return switch (name) {
      case "", "b" -> 1L;
      case "kib" -> 1L << 10;
      case "mib" -> 1L << 20;
      case "gib" -> 1L << 30;
      case "kb" -> 1_000L;
      case "mb" -> 1_000_000L;
      case "gb" -> 1_000_000_000L;
      default -> -1L;
    };
  }

  private static String wanted(String text) {
    return "\"" + text + "\" is not a size: write for instance 128MiB, 64KiB or 1GiB";
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The shortest exact form, for instance {@code 128MiB}. */
  @Override
  public String toString() {
    if (bytes > 0 && bytes % (1L << 30) == 0) {
      return (bytes >> 30) + "GiB";
    }
    if (bytes > 0 && bytes % (1L << 20) == 0) {
      return (bytes >> 20) + "MiB";
    }
    if (bytes > 0 && bytes % (1L << 10) == 0) {
      return (bytes >> 10) + "KiB";
    }
    return bytes + "B";
  }
}
