package dev.hearth.host.admin.json;

import dev.hearth.host.sandbox.AuditReport;
import dev.hearth.host.sandbox.CodeAudit;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The audit of an upload as the control API shows it. */
public final class AuditJson {

  private AuditJson() {}

  public static ObjectNode of(AuditReport audit) {
    ObjectNode json = Json.object();
    json.put("classes", audit.classes());
    json.put("expandedBytes", audit.expandedBytes());
    ArrayNode libraries = json.putArray("libraries");
    audit.libraries().forEach(libraries::add);
    ArrayNode warnings = json.putArray("warnings");
    audit.warnings().forEach(warnings::add);
    json.set("uses", uses(audit.code()));
    json.set("refused", refused(audit.code()));
    json.put("concurrency", audit.code().concurrency());
    return json;
  }

  private static ObjectNode uses(CodeAudit code) {
    ObjectNode json = Json.object();
    code.uses()
        .forEach((use, places) -> {
          ObjectNode found = json.putObject(word(use)).put("count", places.count());
          ArrayNode first = found.putArray("places");
          places.first().forEach(first::add);
        });
    return json;
  }

  /** {@code STATIC_WRITES} is {@code staticWrites}. */
  private static String word(CodeAudit.Use use) {
    StringBuilder word = new StringBuilder();
    for (String part : use.name().split("_", -1)) {
      word.append(word.isEmpty() ? lower(part) : part.charAt(0) + lower(part.substring(1)));
    }
    return word.toString();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static ObjectNode refused(CodeAudit code) {
    ObjectNode json = Json.object().put("count", code.refusedInAll());
    ArrayNode places = json.putArray("places");
    for (CodeAudit.Refusal refusal : code.refused()) {
      places
          .addObject()
          .put("class", refusal.className())
          .put("method", refusal.method())
          .put("member", refusal.member())
          .put("allowedBy", refusal.remedy());
    }
    return json;
  }
}
