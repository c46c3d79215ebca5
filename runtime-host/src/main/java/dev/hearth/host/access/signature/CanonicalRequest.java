package dev.hearth.host.access.signature;

import dev.hearth.host.access.signature.SignatureException.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The form of a request that is signed, by AWS's <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">description
 * of signatures of version 4</a>: the path is encoded a second time, as for all services but S3.
 */
final class CanonicalRequest {

  private CanonicalRequest() {}

  /** A member of a query, both halves encoded. */
  private record Member(String name, String value) {}

  /**
   * The form of {@code request}.
   *
   * @param signedFields names in lower case, in the order that was signed
   * @param bodyHash in hexadecimal
   * @throws SignatureException when a signed field was not sent, or the query cannot be read
   */
  static String of(SignedRequest request, List<String> signedFields, String bodyHash)
      throws SignatureException {
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(path(request.path())).append('\n');
    text.append(query(request.query())).append('\n');
    for (String name : signedFields) {
      text.append(name).append(':').append(signed(request, name)).append('\n');
    }
    text.append('\n').append(String.join(";", signedFields)).append('\n').append(bodyHash);
    return text.toString();
  }

  private static String signed(SignedRequest request, String name) throws SignatureException {
    return request
        .value(name)
        .orElseThrow(() ->
            new SignatureException(
                Kind.INVALID,
                "The request signature covers the header '" + name + "', which was not sent."));
  }

  /** Without dots and empty segments, each segment encoded once more. */
  static String path(String sent) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : sent.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(PercentCode.encode(segment));
      }
    }
    boolean closed = !segments.isEmpty() && sent.endsWith("/");
    return "/" + String.join("/", segments) + (closed ? "/" : "");
  }

  /** By name, then by value; each decoded and encoded anew. */
  static String query(String sent) throws SignatureException {
    List<Member> members = new ArrayList<>();
    for (String member : sent.split("&", -1)) {
      if (!member.isEmpty()) {
        int equals = member.indexOf('=');
        members.add(
            equals < 0
                ? new Member(anew(member), "")
                : new Member(
                    anew(member.substring(0, equals)), anew(member.substring(equals + 1))));
      }
    }
    return members.stream()
        .sorted(Comparator.comparing(Member::name).thenComparing(Member::value))
        .map(member -> member.name() + "=" + member.value())
        .collect(Collectors.joining("&"));
  }

  private static String anew(String encoded) throws SignatureException {
    Optional<String> text = PercentCode.decode(encoded);
    if (text.isEmpty()) {
      throw new SignatureException(
          Kind.INCOMPLETE, "The query of the request is not percent-encoded UTF-8.");
    }
    return PercentCode.encode(text.get());
  }
}
