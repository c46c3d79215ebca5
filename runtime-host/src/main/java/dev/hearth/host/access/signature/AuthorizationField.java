package dev.hearth.host.access.signature;

import dev.hearth.host.access.signature.SignatureException.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The field {@code Authorization} of a signed request.
 *
 * @param accessKeyId who signs
 * @param date as {@code yyyymmdd}
 * @param region any; this host is in none
 * @param service what the request is for
 * @param signedFields names in lower case, sorted
 * @param signature in hexadecimal
 */
public record AuthorizationField(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedFields,
    String signature) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final int LONGEST = 4096;
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "([^/]{1,128})/([0-9]{8})/([A-Za-z0-9-]{1,64})/([a-z0-9-]{1,64})/aws4_request");
  private static final Pattern FIELDS =
      Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+(;[a-z0-9!#$%&'*+.^_`|~-]+)*");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

  public AuthorizationField {
    signedFields = List.copyOf(signedFields);
  }

  /** Whether a field {@code Authorization} with this value is that of a signed request. */
  public static boolean isOne(String value) {
    return value.startsWith(ALGORITHM);
  }

  /**
   * Reads the value of a field {@code Authorization}.
   *
   * @throws SignatureException when it is not complete or malformed
   */
  public static AuthorizationField parse(String value) throws SignatureException {
    if (value.length() > LONGEST || !value.startsWith(ALGORITHM + " ")) {
      throw incomplete("Authorization header must be '" + ALGORITHM + "' and its parameters.");
    }
    Map<String, String> parameters = parameters(value.substring(ALGORITHM.length() + 1));
    Matcher credential = CREDENTIAL.matcher(parameter(parameters, "Credential"));
    if (!credential.matches()) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term.");
    }
    String fields = parameter(parameters, "SignedHeaders");
    String signature = parameter(parameters, "Signature");
    if (!FIELDS.matcher(fields).matches() || !SIGNATURE.matcher(signature).matches()) {
      throw incomplete(
          "SignedHeaders are names in lower case with semicolons between them, Signature is 64"
              + " hexadecimal digits in lower case.");
    }
    return new AuthorizationField(
        credential.group(1),
        credential.group(2),
        credential.group(3),
        credential.group(4),
        sorted(fields),
        signature);
  }

  private static List<String> sorted(String fields) throws SignatureException {
    List<String> names = Arrays.asList(fields.split(";", -1));
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
        throw incomplete("SignedHeaders must be sorted, each name once.");
      }
    }
    return names;
  }

  private static Map<String, String> parameters(String text) throws SignatureException {
    Map<String, String> parameters = new HashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0
          || parameters.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip())
              != null) {
        throw incomplete("Authorization header has a part that is no parameter of its own.");
      }
    }
    return parameters;
  }

  private static String parameter(Map<String, String> parameters, String name)
      throws SignatureException {
    String value = parameters.get(name);
    if (value == null) {
      throw incomplete("Authorization header requires '" + name + "' parameter.");
    }
    return value;
  }

  private static SignatureException incomplete(String message) {
    return new SignatureException(Kind.INCOMPLETE, message);
  }

  /** What the signing key is made for. */
  String scope() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }
}
