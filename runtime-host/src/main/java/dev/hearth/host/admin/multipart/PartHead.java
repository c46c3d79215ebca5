package dev.hearth.host.admin.multipart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a form says about one of its parts (RFC 7578, section 4).
 *
 * @param name the name of the field
 * @param file whether it is a file, which is to say that it has a file name
 * @param fileName that name in its plain form; may be empty, and hold anything
 */
public record PartHead(String name, boolean file, String fileName) {

  /** Of a part without a file name that could be told. */
  public PartHead(String name, boolean file) {
    this(name, file, "");
  }

  /** The encodings that leave the content as it is. */
  private static final Set<String> PLAIN = Set.of("7bit", "8bit", "binary");

  /** Reads the lines of a head, without their ends. */
  static PartHead of(List<String> lines) throws MultipartException {
    Optional<FieldValue> disposition = Optional.empty();
    for (String line : lines) {
      switch (nameOf(line)) {
        case "content-disposition" -> {
          if (disposition.isPresent()) {
            throw new MultipartException("a part has two Content-Dispositions");
          }
          disposition = Optional.of(FieldValue.parse(valueOf(line)));
        }
        case "content-transfer-encoding" -> checkEncoding(valueOf(line));
        default -> {
          // Says nothing that is needed here.
        }
      }
    }
    return of(
        disposition
            .filter(value -> value.value().equals("form-data"))
            .orElseThrow(PartHead::withoutName));
  }

  private static PartHead of(FieldValue disposition) throws MultipartException {
    String name = disposition.parameters().getOrDefault("name", "");
    if (name.isEmpty()) {
      throw withoutName();
    }
    return new PartHead(
        name,
        disposition.parameters().containsKey("filename")
            || disposition.parameters().containsKey("filename*"),
        disposition.parameters().getOrDefault("filename", ""));
  }

  private static String nameOf(String line) throws MultipartException {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : line.substring(0, colon);
    if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new MultipartException(
          "a part has a header line that is not \"name: value\" but \"" + line + "\"");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private static String valueOf(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  private static void checkEncoding(String encoding) throws MultipartException {
    if (!PLAIN.contains(encoding.toLowerCase(Locale.ROOT))) {
      throw new MultipartException(
          "a part has the Content-Transfer-Encoding " + encoding + "; send it as it is");
    }
  }

  private static MultipartException withoutName() {
    return new MultipartException(
        "a part has no header line Content-Disposition: form-data; name=\"...\"");
  }
}
