package dev.hearth.host.admin.json;

import dev.hearth.host.monitoring.history.LoggedLine;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Log lines as the control API shows them. */
public final class LogJson {

  private LogJson() {}

  /** One line; a note of the host itself has neither invocation nor attempt. */
  public static ObjectNode line(LoggedLine line) {
    ObjectNode json = Json.object();
    json.put("time", line.line().at().toString());
    json.put("level", line.line().level().toLowerCase(Locale.ROOT));
    json.put("function", line.version().function().value());
    json.put("version", line.version().number());
    if (line.attempt() > 0) {
      json.put("invocation", line.invocation().value());
      json.put("attempt", line.attempt());
    }
    json.put("source", line.line().source());
    json.put("text", line.line().text());
    return json;
  }

  /** One line as a server-sent event; a client that comes back names {@code id} as its last. */
  public static String event(String id, LoggedLine line) {
    return "id: " + id + "\ndata: " + line(line) + "\n\n";
  }

  /** An event that tells of lines that are not sent. */
  public static String note(ObjectNode what) {
    return "event: note\ndata: " + what + "\n\n";
  }
}
