package dev.hearth.host.sandbox.classloader.cloud.http;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever a stranger sends to a cloud function, it is read or refused as promised. */
public final class CloudRequestFuzz {

  private CloudRequestFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    request("/" + text, text, "multipart/form-data; boundary=X", data);
    request("/", "", text, data);
  }

  private static void request(String path, String query, String contentType, byte[] body) {
    CloudRequest request =
        new CloudRequest(
            new Input.Http(
                "POST",
                path,
                query,
                List.of(new HeaderField("content-type", contentType)),
                Payload.wrap(body)));
    String canonical = request.getPath();
    if (!canonical.startsWith("/") || canonical.chars().anyMatch(c -> c < ' ' && path.indexOf(c) < 0)) {
      throw new AssertionError(canonical);
    }
    try {
      var _ = request.getQueryParameters();
    } catch (IllegalArgumentException notEncoded) {
      // as promised
    }
    try {
      var _ = request.getCharacterEncoding();
    } catch (IllegalArgumentException unknownCharset) {
      // as promised
    }
    try {
      request.getParts().values().forEach(part -> {
        if (part.getContentLength() < 0 || part.getContentLength() > body.length) {
          throw new AssertionError(part);
        }
      });
    } catch (IllegalStateException noForm) {
      // as promised
    }
  }
}
