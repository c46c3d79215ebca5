package dev.hearth.host.admin.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.sandbox.AuditReport;
import dev.hearth.host.sandbox.CodeAudit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditJsonTest {

  @Test
  void showsWhatTheCodeDoesAndWhatItIsRefused() {
    CodeAudit code =
        new CodeAudit(
            Map.of(CodeAudit.Use.STATIC_WRITES, new CodeAudit.Places(7, List.of("a.B.c: a.B.d"))),
            List.of(
                new CodeAudit.Refusal(
                    "a.B", "c", "java.net.ServerSocket.<init>", "permissions: {allow: [listen]}")),
            3,
            "One at a time.");
    assertThat(AuditJson.of(new AuditReport(1, 2, List.of("x:y:1"), List.of("odd"), code)))
        .hasToString(
            "{\"classes\":1,\"expandedBytes\":2,\"libraries\":[\"x:y:1\"],\"warnings\":[\"odd\"],"
                + "\"uses\":{\"staticWrites\":{\"count\":7,\"places\":[\"a.B.c: a.B.d\"]}},"
                + "\"refused\":{\"count\":3,\"places\":[{\"class\":\"a.B\",\"method\":\"c\","
                + "\"member\":\"java.net.ServerSocket.<init>\","
                + "\"allowedBy\":\"permissions: {allow: [listen]}\"}]},"
                + "\"concurrency\":\"One at a time.\"}");
  }
}
