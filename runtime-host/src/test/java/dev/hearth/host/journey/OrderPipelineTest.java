package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The sample order-pipeline does what its page says. */
@ExtendWith(SharedHost.class)
class OrderPipelineTest {

  private static byte[] jar(String name) throws IOException {
    return Files.readAllBytes(
        Path.of("..", "sample-functions", "order-pipeline", name, "target", name + ".jar"));
  }

  private static Reply order(HostClient host, String number, String to) {
    return host.send(
        HostClient.anonymous(host.gateway(), "/fn/order-intake/orders/" + number)
            .PUT(
                BodyPublishers.ofString(
                    "{\"item\": \"TEA-100\", \"quantity\": 2, \"to\": \"" + to + "\"}")));
  }

  private static Reply runs(HostClient host, String function, String outcome, int most) {
    return Eventually.get(
        () -> host.admin("GET", "/v1/invocations?function=" + function + "&outcome=" + outcome),
        list -> list.json().path("invocations").size() >= most);
  }

  @Test
  void ordersAreInvoicedAndShippedAndWhatFailsIsMended(HostClient host) throws IOException {
    for (String name : new String[] {"order-intake", "order-invoice", "order-shipping"}) {
      host.uploadParts(name, HostClient.filePart("artifact", jar(name))).expect(201);
    }
    Reply first = order(host, "A-1", "Graz").expect(202);
    runs(host, "order-invoice", "success", 1);
    runs(host, "order-shipping", "success", 1);
    assertThat(order(host, "A-1", "Graz").expect(202).json().path("event"))
        .as("the same order again")
        .isEqualTo(first.json().path("event"));

    order(host, "A-2", "Atlantis").expect(202);
    runs(host, "order-invoice", "success", 2);
    JsonNode letters =
        Eventually.get(
                () -> host.admin("GET", "/v1/dead-letters?function=order-shipping"),
                list -> list.status() == 200 && list.text().contains("no carrier goes to Atlantis"))
            .json();
    assertThat(runs(host, "order-shipping", "function-error", 2).json().path("invocations").size())
        .as("tried twice")
        .isEqualTo(2);

    host.uploadParts(
            "order-shipping",
            HostClient.filePart("artifact", jar("order-shipping")),
            HostClient.textPart("config", "{\"env\": {\"CARRIERS\": \"Graz, Atlantis\"}}"))
        .expect(201);
    String id = letters.findValuesAsString("id").getFirst();
    Reply redriven = host.admin("POST", "/v1/dead-letters/" + id + "/redrive");
    assertThat(redriven.status()).as(redriven.text()).isBetween(200, 202);
    runs(host, "order-shipping", "success", 2);
    Eventually.get(
        () -> host.send(host.toGateway("/invocations/" + id).GET()),
        reply -> reply.text().contains("succeeded"));
  }
}
