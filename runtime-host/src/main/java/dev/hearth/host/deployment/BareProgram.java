package dev.hearth.host.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A program that is uploaded as a single file and not in a zip. It is put into one, always the same
 * for the same file, so that there is one kind of artifact from there on. Stateless.
 */
public final class BareProgram {

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_$-][\\p{L}\\p{N}_.$-]{0,99}\\.([mc]?js|py|wasm)");
  private static final byte[] WASM = {0, 'a', 's', 'm'};
  private static final byte[] ZIP = {'P', 'K'};
  private static final LocalDateTime FIRST_OF_ZIP = LocalDateTime.of(1980, 1, 1, 0, 0);

  private BareProgram() {}

  /**
   * Puts an upload into a zip if it is a program and not in one; leaves any other as it is.
   *
   * @param upload a finished file; it is replaced
   * @param fileName what its sender calls it; empty if they do not say
   * @param contentType what its sender says it is; empty if they do not
   */
  public static void wrap(Path upload, String fileName, String contentType) throws IOException {
    byte[] first = firstBytes(upload);
    if (startsWith(first, ZIP)) {
      return;
    }
    String name = startsWith(first, WASM) ? "main.wasm" : name(fileName, contentType);
    if (!name.isEmpty()) {
      Path zip = upload.resolveSibling(upload.getFileName() + ".zip");
      try (OutputStream file = Files.newOutputStream(zip);
          ZipOutputStream out = new ZipOutputStream(file)) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(FIRST_OF_ZIP);
        out.putNextEntry(entry);
        Files.copy(upload, out);
      }
      Files.move(zip, upload, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static byte[] firstBytes(Path upload) throws IOException {
    try (InputStream in = Files.newInputStream(upload)) {
      return in.readNBytes(WASM.length);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (i >= bytes.length || bytes[i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** The name of the file in the zip; empty if it is no program. */
  static String name(String fileName, String contentType) {
    String last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    if (NAME.matcher(last).matches()) {
      return last;
    }
    return switch (contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
      case "text/javascript", "application/javascript", "application/x-javascript" -> "index.js";
      case "text/x-python", "application/x-python", "text/x-script.python" -> "main.py";
      case "application/wasm" -> "main.wasm";
      default -> "";
    };
  }
}
