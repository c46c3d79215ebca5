package dev.hearth.host.attack;

import dev.hearth.host.Reply;
import tools.jackson.databind.JsonNode;

/**
 * What the host said about an attack.
 *
 * @param said shortened
 */
record Words(Seen seen, String said) {

  private static final String REFUSAL = "ForbiddenException";

  static Words noReply(Throwable why) {
    return new Words(Seen.NO_REPLY, why.toString());
  }

  /** Of an upload that was not taken. */
  static Words ofUpload(Reply reply) {
    boolean refused = reply.status() == 422 && !reply.text().contains("\"invalid-config\"");
    return new Words(refused ? Seen.REFUSED : Seen.OTHER, shortened(reply));
  }

  /** Of a call. */
  static Words ofCall(Reply reply) {
    boolean told = reply.text().contains(Victim.SECRET);
    Seen seen = reply.status() < 300 ? ofAnswer(reply.text()) : ofProblem(reply);
    return new Words(told ? Seen.EFFECT : seen, shortened(reply));
  }

  private static Seen ofAnswer(String text) {
    return text.startsWith("EFFECT") ? Seen.EFFECT : Seen.HARMLESS;
  }

  private static Seen ofProblem(Reply reply) {
    if (!reply.header("content-type").equals("application/problem+json")) {
      return Seen.OTHER;
    }
    JsonNode problem = reply.json();
    return switch (problem.path("reason").asString()) {
      case "forbidden" -> Seen.FORBIDDEN;
      case "run-timeout", "init-timeout" -> Seen.RUN_TIMEOUT;
      case "cpu-exceeded" -> Seen.CPU_EXCEEDED;
      case "memory-exceeded" -> Seen.MEMORY_EXCEEDED;
      case "invalid-response" -> Seen.INVALID;
      case "function-error", "init-failed" ->
          reply.text().contains(REFUSAL) ? Seen.FORBIDDEN : Seen.FAILED;
      default -> Seen.OTHER;
    };
  }

  private static String shortened(Reply reply) {
    String text = reply.text().replaceAll("\\s+", " ");
    return reply.status() + " " + (text.length() <= 600 ? text : text.substring(0, 600) + "…");
  }
}
