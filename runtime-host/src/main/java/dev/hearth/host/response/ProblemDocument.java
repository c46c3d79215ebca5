package dev.hearth.host.response;

import dev.hearth.host.config.Problem;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> has it, with our {@code
 * reason} and {@code component}.
 *
 * @param status the HTTP status
 * @param reason why
 * @param detail what is wrong, where, and how to mend it
 * @param problems everything that is wrong, where there is more than one thing
 * @param error what the function threw, for its owner only
 */
public record ProblemDocument(
    int status, Reason reason, String detail, List<Problem> problems, ThrownError error) {

  /** The media type of {@link #json}. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonMapper JSON = new JsonMapper();

  public ProblemDocument {
    problems = List.copyOf(problems);
  }

  /** A document without further members. */
  public static ProblemDocument of(Reason reason, String detail) {
    return new ProblemDocument(StatusCodes.of(reason), reason, detail, List.of(), ThrownError.NONE);
  }

  /** What the caller of a failed invocation is told; the stack trace stays in the log. */
  public static ProblemDocument of(Outcome.Failed failed) {
    return of(failed.reason(), failed.detail());
  }

  /**
   * The document as JSON.
   *
   * @param invocationId the invocation concerned; empty if there is none
   */
  public Payload json(String invocationId) {
    ObjectNode root = JSON.createObjectNode();
    root.put("type", "about:blank");
    root.put("title", StatusCodes.title(status));
    root.put("status", status);
    root.put("detail", detail);
    root.put("reason", reason.slug());
    root.put("component", reason.component().slug());
    if (!invocationId.isEmpty()) {
      root.put("invocationId", invocationId);
    }
    if (!problems.isEmpty()) {
      ArrayNode list = root.putArray("problems");
      problems.forEach(p -> list.addObject().put("where", p.where()).put("what", p.what()));
    }
    if (!error.type().isEmpty()) {
      root.putObject("error")
          .put("type", error.type())
          .put("message", error.message())
          .put("stackTrace", error.stackTrace());
    }
    return Payload.wrap(JSON.writeValueAsBytes(root));
  }
}
