package dev.hearth.host.sandbox.polyglot.binding;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.classloader.binding.HostsFields;
import dev.hearth.host.sandbox.polyglot.guest.GuestAnswer;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes what goes out of what a guest has answered. Stateless. */
public final class GuestAnswers {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** RFC 9110, section 5.1. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** RFC 9110, section 5.5. */
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\xa0-\\xff]*+");

  private static final String TYPE = "content-type";

  private GuestAnswers() {}

  /**
   * The answer that goes out.
   *
   * @throws GuestFailure of the kind {@link GuestFailure.Kind#ANSWER} when it cannot
   */
  public static Outcome.Answered of(GuestAnswer answer) throws GuestFailure {
    Payload body = Payload.wrap(answer.body().array());
    return switch (answer.form()) {
      case NOTHING -> new Outcome.Answered(204, List.of(), Payload.empty());
      case TEXT -> ok("text/plain; charset=utf-8", body);
      case BYTES -> ok("application/octet-stream", body);
      case JSON -> ok("application/json", body);
      case RESPONSE -> response(JSON.readTree(answer.headJson()), body);
    };
  }

  private static Outcome.Answered ok(String type, Payload body) {
    return new Outcome.Answered(200, List.of(new HeaderField(TYPE, type)), body);
  }

  private static Outcome.Answered response(JsonNode head, Payload body) throws GuestFailure {
    JsonNode status = head.path("status");
    if (!status.isNumber() || status.asDouble() % 1 != 0 || !isStatus(status.asLong())) {
      throw wrong("its status is " + status + ", which is not one of 200 to 599");
    }
    List<HeaderField> fields = new ArrayList<>();
    boolean typed = false;
    for (JsonNode pair : head.path("headers")) {
      HeaderField field = field(pair.path(0).asString(""), pair.path(1).asString(""));
      typed |= field.name().equalsIgnoreCase(TYPE);
      if (!HostsFields.contain(field.name())) {
        fields.add(field);
      }
    }
    String type = head.path("type").asString("");
    if (!typed && !type.isEmpty()) {
      fields.add(new HeaderField(TYPE, type));
    }
    return new Outcome.Answered(status.asInt(), fields, body);
  }

  private static boolean isStatus(long status) {
    return status >= 200 && status <= 599;
  }

  private static HeaderField field(String name, String value) throws GuestFailure {
    if (!NAME.matcher(name).matches()) {
      throw wrong("\"" + name + "\" is no name of a header field");
    }
    if (!VALUE.matcher(value).matches()) {
      throw wrong("the header field " + name + " has a character that cannot be sent");
    }
    return new HeaderField(name, value);
  }

  private static GuestFailure wrong(String what) {
    return GuestFailure.of(GuestFailure.Kind.ANSWER, "the response cannot be sent: " + what);
  }
}
