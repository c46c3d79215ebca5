package dev.hearth.host.access.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Signed requests as strangers write them: line by line the authorization, path, query and fields,
 * the rest is the body. A {@link SignatureException}, or a signature that is right; and nobody
 * guesses one.
 */
public final class SignatureFuzz {

  private static final byte[] SECRET = "wJalrXUtnFEMI/K7MDENG".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

  private SignatureFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String[] lines = new String(data, StandardCharsets.ISO_8859_1).split("\n", 9);
    List<Field> fields = new ArrayList<>();
    for (int i = 3; i < lines.length - 1; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        fields.add(new Field(lines[i].substring(0, colon), lines[i].substring(colon + 1)));
      }
    }
    SignedRequest request =
        new SignedRequest("POST", at(lines, 1), at(lines, 2), fields);
    byte[] body = lines[lines.length - 1].getBytes(StandardCharsets.ISO_8859_1);
    canonical(request);
    try {
      AuthorizationField claim = AuthorizationField.parse(at(lines, 0));
      SignatureVerifier.checkHead(claim, request, "lambda", NOW, data.length % 2 == 0);
      SignatureVerifier.verify(claim, request, SECRET, body);
    } catch (SignatureException toldToTheCaller) {
      return;
    }
    throw new AssertionError("a signature was guessed");
  }

  private static void canonical(SignedRequest request) {
    String path = CanonicalRequest.path(request.path());
    if (!path.startsWith("/") || path.contains("//")) {
      throw new AssertionError(path);
    }
    try {
      String query = CanonicalRequest.query(request.query());
      if (!CanonicalRequest.query(query).equals(query)) {
        throw new AssertionError(query);
      }
    } catch (SignatureException toldToTheCaller) {
      // As it should be.
    }
  }

  private static String at(String[] lines, int index) {
    return index < lines.length - 1 ? lines[index] : "";
  }
}
