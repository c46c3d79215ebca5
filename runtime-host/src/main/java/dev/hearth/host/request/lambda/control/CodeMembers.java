package dev.hearth.host.request.lambda.control;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Reads the code of a function: a zip or jar in the request itself. Any thread may use it. */
final class CodeMembers {

  private final Path uploads;
  private final ByteSize largest;

  /**
   * Writes into {@code uploads}, on the file system of the artifacts.
   *
   * @param largest the largest upload
   */
  CodeMembers(Path uploads, ByteSize largest) {
    this.uploads = uploads;
    this.largest = largest;
  }

  /** The code as a file, which is whoever's asked for it. */
  Path file(Members members) throws LambdaException, IOException {
    Optional<String> text = members.text("ZipFile", Integer.MAX_VALUE);
    for (String elsewhere : new String[] {"S3Bucket", "S3Key", "ImageUri"}) {
      if (members.has(elsewhere)) {
        throw Members.refused(NotHere.refusal(elsewhere));
      }
    }
    if (text.isEmpty()) {
      throw Members.refused("Please provide a source for function code: ZipFile.");
    }
    byte[] zip = decoded(text.get());
    if (zip.length > largest.bytes()) {
      throw new LambdaException(
          LambdaFault.tooLarge(
              "The code has "
                  + zip.length
                  + " bytes; an upload may have "
                  + largest
                  + " at most (setting upload.max-bytes)"));
    }
    Path file = Files.createTempFile(uploads, "lambda-", ".part");
    return Files.write(file, zip);
  }

  private static byte[] decoded(String text) throws LambdaException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw Members.refused("ZipFile is not base64: " + notBase64.getMessage());
    }
  }
}
