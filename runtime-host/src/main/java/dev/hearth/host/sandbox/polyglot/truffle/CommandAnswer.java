package dev.hearth.host.sandbox.polyglot.truffle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.sandbox.polyglot.guest.Bytes;
import dev.hearth.host.sandbox.polyglot.guest.GuestAnswer;
import dev.hearth.host.sandbox.polyglot.guest.GuestAnswer.Form;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command has written, as an answer. Output that begins with a line {@code Content-Type:} or
 * {@code Status:} is a response as of CGI (RFC 3875, section 6): header lines, an empty line, the
 * body. Any other is the body. Pure.
 */
final class CommandAnswer {

  private static final Pattern HEAD =
      Pattern.compile(
          "(?i)(?:content-type|status):[^\\r\\n]*+(?:\\r?\\n[^\\r\\n:]++:[^\\r\\n]*+)*+\\r?\\n\\r?\\n");

  /** No head is longer. */
  private static final int MOST_HEAD = 64 * 1024;

  private CommandAnswer() {}

  /** The answer; {@code valueOnly} takes the output as the JSON of a value. */
  static GuestAnswer of(byte[] written, boolean valueOnly) {
    if (valueOnly) {
      byte[] value = written.length == 0 ? "null".getBytes(UTF_8) : written;
      return new GuestAnswer(Form.JSON, "", Bytes.wrap(value));
    }
    if (written.length == 0) {
      return new GuestAnswer(Form.NOTHING, "", Bytes.none());
    }
    String start = new String(written, 0, Math.min(written.length, MOST_HEAD), ISO_8859_1);
    Matcher head = HEAD.matcher(start);
    return head.lookingAt()
        ? response(head.group(), Arrays.copyOfRange(written, head.end(), written.length))
        : new GuestAnswer(formOf(written), "", Bytes.wrap(written));
  }

  private static Form formOf(byte[] written) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(written)).toString().stripLeading();
      return text.startsWith("{") || text.startsWith("[") ? Form.JSON : Form.TEXT;
    } catch (CharacterCodingException noText) {
      return Form.BYTES;
    }
  }

  private static GuestAnswer response(String head, byte[] body) {
    String status = "200";
    List<String> fields = new ArrayList<>();
    for (String line : head.lines().filter(text -> !text.isEmpty()).toList()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      if (name.toLowerCase(Locale.ROOT).equals("status")) {
        status = value.split(" ", 2)[0];
      } else {
        fields.add("[" + Json.text(name) + "," + Json.text(value) + "]");
      }
    }
    String number = status.matches("[0-9]{1,9}") ? status : Json.text(status);
    String json = "{\"status\":" + number + ",\"headers\":[" + String.join(",", fields) + "]}";
    return new GuestAnswer(Form.RESPONSE, json, Bytes.wrap(body));
  }
}
