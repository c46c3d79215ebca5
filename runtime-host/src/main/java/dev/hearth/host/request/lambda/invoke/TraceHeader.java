package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.TraceParent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The field {@code X-Amzn-Trace-Id}, of which we make {@code traceparent} and back: both have ids
 * of 128 and 64 bits, AWS's with the time in front. Stateless.
 */
final class TraceHeader {

  static final String NAME = "x-amzn-trace-id";

  private static final int LONGEST = 512;
  private static final Pattern ROOT = Pattern.compile("1-([0-9a-f]{8})-([0-9a-f]{24})");
  private static final Pattern PARENT = Pattern.compile("[0-9a-f]{16}");
  private static final List<String> W3C = List.of("traceparent", "tracestate");

  private TraceHeader() {}

  /**
   * The fields that say where in a trace a call belongs: those of W3C if they were sent, else made
   * of AWS's; none if that is malformed or has no parent.
   *
   * @param fields gives the values of a header field
   */
  static List<HeaderField> fields(Function<String, List<String>> fields) {
    List<HeaderField> found = new ArrayList<>();
    for (String name : W3C) {
      fields.apply(name).forEach(value -> found.add(new HeaderField(name, value)));
    }
    if (found.isEmpty()) {
      fields.apply(NAME).stream()
          .findFirst()
          .flatMap(TraceHeader::traceParent)
          .ifPresent(value -> found.add(new HeaderField("traceparent", value)));
    }
    return found;
  }

  /** The value of {@code traceparent} that says the same. */
  static Optional<String> traceParent(String value) {
    if (value.length() > LONGEST) {
      return Optional.empty();
    }
    Map<String, String> members = new HashMap<>();
    for (String member : value.split(";", -1)) {
      int equals = member.indexOf('=');
      if (equals > 0) {
        members.putIfAbsent(member.substring(0, equals).strip(), member.substring(equals + 1));
      }
    }
    Matcher root = ROOT.matcher(members.getOrDefault("Root", ""));
    String parent = members.getOrDefault("Parent", "");
    if (!root.matches() || !PARENT.matcher(parent).matches()) {
      return Optional.empty();
    }
    boolean sampled = members.getOrDefault("Sampled", "0").equals("1");
    return Optional.of(
        "00-" + root.group(1) + root.group(2) + "-" + parent + (sampled ? "-01" : "-00"));
  }

  /** AWS's form of a place in a trace. */
  static String of(TraceParent trace) {
    return "Root=1-"
        + trace.traceId().substring(0, 8)
        + "-"
        + trace.traceId().substring(8)
        + ";Parent="
        + trace.spanId()
        + ";Sampled="
        + (trace.sampled() ? "1" : "0");
  }
}
