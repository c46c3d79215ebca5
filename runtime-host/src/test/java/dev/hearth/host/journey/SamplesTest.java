package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The sample functions do what their pages say. */
@ExtendWith(SharedHost.class)
class SamplesTest {

  private static byte[] jar(String name) throws IOException {
    Path file = Path.of("..", "sample-functions", name, "target", name + ".jar");
    assertThat(file).as("build it first: mvn -pl sample-functions/%s -am package", name).exists();
    return Files.readAllBytes(file);
  }

  private static void deploy(HostClient host, String name) throws IOException {
    host.uploadParts(name, HostClient.filePart("artifact", jar(name))).expect(201);
  }

  @Test
  void helloHttpGreetsAnybody(HostClient host) throws IOException {
    deploy(host, "hello-http");
    Reply json = host.send(HostClient.anonymous(host.gateway(), "/fn/hello-http?name=Ada"));
    assertThat(json.expect(200).json().path("greeting").asString()).isEqualTo("Hello, Ada!");
    assertThat(json.json().path("invocationId").asString()).isEqualTo(json.invocation());
    Reply text =
        host.send(
            HostClient.anonymous(host.gateway(), "/fn/hello-http?name=Ada")
                .header("Accept", "text/plain")
                .POST(BodyPublishers.ofString("12345")));
    assertThat(text.expect(200).text())
        .contains("Hello, Ada!", "invocation " + text.invocation(), "5 bytes came with it");
  }

  @Test
  void mapFunctionGreetsWithAMap(HostClient host) throws IOException {
    deploy(host, "map-function");
    Reply reply =
        host.send(
            HostClient.anonymous(host.gateway(), "/fn/map-function")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"Ada\",\"id\":7}")));
    assertThat(reply.expect(200).text())
        .isEqualTo("{\"name\":\"Ada\",\"id\":7,\"greeting\":\"Hello, Ada!\"}");
  }

  @Test
  void cloudHelloGreetsAsInCloudFunctions(HostClient host) throws IOException {
    deploy(host, "cloud-hello");
    Reply greeted = host.send(HostClient.anonymous(host.gateway(), "/fn/cloud-hello?name=Ada"));
    assertThat(greeted.expect(200).text()).isEqualTo("Hello, Ada!\nThis is cloud-hello.\n");
    assertThat(greeted.header("content-type")).isEqualTo("text/plain; charset=utf-8");
    Reply form =
        host.send(
            HostClient.anonymous(host.gateway(), "/fn/cloud-hello")
                .header("Content-Type", "multipart/form-data; boundary=X")
                .POST(
                    BodyPublishers.ofString(
                        "--X\r\nContent-Disposition: form-data; name=\"picture\";"
                            + " filename=\"a.png\"\r\n\r\n12345\r\n--X--\r\n")));
    assertThat(form.expect(200).text()).contains("picture, the file a.png, has 5 bytes.");
  }

  @Test
  void lambdaHelloGreetsAsItWouldOnAws(HostClient host) throws IOException {
    deploy(host, "lambda-hello");
    Reply reply = host.get("lambda-hello?name=Ada").expect(200);
    assertThat(reply.text())
        .isEqualTo("Hello, Ada! I am lambda-hello, version 1, and have 256 MB.\n");
    assertThat(reply.header("content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(host.logsOf(reply, 1).text()).contains("greeting Ada");
  }

  @Test
  void orderPricerPricesWithItsOwnJackson(HostClient host) throws IOException {
    deploy(host, "order-pricer");
    Reply reply =
        host.post(
            "order-pricer",
            "{\"lines\":[{\"sku\":\"TEA-100\",\"quantity\":10},{\"sku\":\"MUG-01\",\"quantity\":1}]}");
    assertThat(reply.expect(200).json().path("total").decimalValue()).isEqualByComparingTo("66.21");
    assertThat(reply.json().path("vat").path(0).path("amount").decimalValue())
        .isEqualByComparingTo("4.66");
    assertThat(reply.header("x-json-library")).contains("2.");
    Reply wrong = host.post("order-pricer", "{\"lines\":[{\"sku\":\"TEA-9\",\"quantity\":0}]}");
    JsonNode problems = wrong.expect(400).json().path("problems");
    assertThat(problems.path(0).path("at").asString()).isEqualTo("lines[0].sku");
    assertThat(problems.path(1).path("at").asString()).isEqualTo("lines[0].quantity");
  }

  @Test
  void nightlyReportReportsOnItsScheduleAndWhenItIsFired(HostClient host) throws IOException {
    deploy(host, "nightly-report");
    JsonNode schedule =
        host.admin("GET", "/v1/schedules?function=nightly-report")
            .expect(200)
            .json()
            .path("schedules")
            .path(0);
    assertThat(schedule.path("name").asString()).isEqualTo("nightly");
    assertThat(schedule.path("next")).hasSize(5).allMatch(at -> at.asString().contains("T03:00"));
    host.admin("POST", "/v1/schedules/nightly-report/nightly/fire").expect(202);
    Eventually.holds(
        "the report is written",
        () ->
            host.admin("GET", "/v1/schedules?function=nightly-report")
                .json()
                .at("/schedules/0/last/state")
                .asString()
                .equals("succeeded"));
    Reply report =
        host.send(
            host.toGateway("/fn/nightly-report")
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/by-hand")
                .header("ce-type", "report")
                .header("ce-time", "2026-10-25T01:00:00Z")
                .POST(BodyPublishers.noBody()));
    assertThat(report.expect(200).text()).contains("Sales of 2026-10-24", "83.90");
  }

  @Test
  void imageThumbnailerMakesAThumbnail(HostClient host) throws IOException {
    deploy(host, "image-thumbnailer");
    ByteArrayOutputStream photo = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(600, 300, BufferedImage.TYPE_INT_RGB), "jpeg", photo);
    Reply reply =
        host.send(
            host.toGateway("/fn/image-thumbnailer?width=200")
                .POST(BodyPublishers.ofByteArray(photo.toByteArray())));
    reply.expect(200);
    BufferedImage thumbnail =
        Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(reply.body().copy())));
    assertThat(thumbnail.getWidth()).isEqualTo(200);
    assertThat(thumbnail.getHeight()).isEqualTo(100);
    assertThat(host.get("image-thumbnailer").status()).isEqualTo(405);
    assertThat(host.post("image-thumbnailer", "no picture").status()).isEqualTo(415);
    assertThat(host.post("image-thumbnailer?width=7", "x").status()).isEqualTo(400);
  }

  @Test
  void visitCounterCountsInItsWarmInstance(HostClient host) throws IOException {
    deploy(host, "visit-counter");
    JsonNode first = host.get("visit-counter").expect(200).json();
    JsonNode second = host.get("visit-counter").expect(200).json();
    assertThat(first.path("visit").intValue()).isEqualTo(1);
    assertThat(first.path("start").asString()).isEqualTo("cold");
    assertThat(second.path("visit").intValue()).isEqualTo(2);
    assertThat(second.path("start").asString()).isEqualTo("warm");
    assertThat(second.path("instanceStartedAt")).isEqualTo(first.path("instanceStartedAt"));
  }
}
