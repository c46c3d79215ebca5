package dev.hearth.host.request.event;

import static dev.hearth.host.fixture.Subscribers.deployed;
import static dev.hearth.host.fixture.Subscribers.ofType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hearth.function.Event;
import dev.hearth.host.event.EventCodec;
import dev.hearth.host.event.fanout.SubscriptionIndex;
import dev.hearth.host.invocation.HeaderField;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JavaScript SDK of CloudEvents as a sender, and as a receiver of what functions get. */
class CloudEventsPeerTest {

  private static final String VERSION = "10.0.0";
  private static final Path HOME = Path.of("target", "cloudevents-" + VERSION).toAbsolutePath();
  private static final JsonMapper JSON = new JsonMapper();

  private static final String SENDER =
      """
      const {CloudEvent, HTTP, Mode, httpTransport, emitterFor} = require('cloudevents');
      const [url, key] = process.argv.slice(2);
      const event = (id, more) => new CloudEvent({id, source: '/js', type: 'order',
          time: '2026-11-01T10:00:00.000Z', subject: 'number-7', mine: 'x',
          data: {total: 1.5, name: 'Zoë'}, ...more});
      const post = async ({headers, body}) => {
        const answer = await fetch(url, {method: 'POST', body,
            headers: {...headers, authorization: 'Bearer ' + key}});
        console.log(JSON.stringify({status: answer.status, body: await answer.json()}));
      };
      (async () => {
        const emit = emitterFor(httpTransport(url), {mode: Mode.STRUCTURED});
        await post(HTTP.binary(event('binary')));
        await post(HTTP.structured(event('structured')));
        await post({headers: {'content-type': 'application/cloudevents-batch+json'},
            body: JSON.stringify([event('batch-1'), event('batch-2')])});
        const bytes = new Uint8Array([0, 255, 127]);
        await post(HTTP.structured(event('bytes', {datacontenttype: 'image/png', data: bytes})));
        const emitted = await emit(event('emitted'),
            {headers: {authorization: 'Bearer ' + key}});
        console.log(JSON.stringify({status: 202, body: JSON.parse(emitted.body)}));
      })().catch(failure => { console.error(failure); process.exit(1); });
      """;

  private static final String RECEIVER =
      """
      const {HTTP} = require('cloudevents');
      const message = JSON.parse(require('fs').readFileSync(0, 'utf8'));
      const event = HTTP.toEvent(message);
      event.validate();
      console.log(JSON.stringify({...event.toJSON(), strict: true}));
      """;

  @BeforeAll
  static void install() throws Exception {
    assumeThat(hasNpm()).as("npm is there").isTrue();
    if (!Files.exists(HOME.resolve("node_modules/cloudevents/package.json"))) {
      Files.createDirectories(HOME);
      Path log = HOME.resolve("npm.log");
      int status =
          run(
              log,
              Path.of("/dev/null"),
              "npm",
              "install",
              "--no-audit",
              "--no-fund",
              "--prefix",
              HOME.toString(),
              "cloudevents@" + VERSION);
      assertThat(status).as(() -> read(log)).isZero();
    }
  }

  private static boolean hasNpm() throws InterruptedException {
    try {
      return run(Files.createTempFile("npm", ".log"), Path.of("/dev/null"), "npm", "--version")
          == 0;
    } catch (IOException noNpm) {
      return false;
    }
  }

  private static int run(Path output, Path input, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile());
    builder.environment().put("NODE_PATH", HOME.resolve("node_modules").toString());
    Process process = builder.start();
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<JsonNode> node(Path directory, String script, String input, String... more)
      throws Exception {
    Path file = Files.writeString(directory.resolve("script.cjs"), script);
    Path in = Files.writeString(directory.resolve("in"), input);
    Path out = directory.resolve("out");
    List<String> command = new ArrayList<>(List.of("node", file.toString()));
    command.addAll(List.of(more));
    assertThat(run(out, in, command.toArray(String[]::new))).as(() -> read(out)).isZero();
    return read(out).lines().map(JSON::readTree).toList();
  }

  @Test
  void whatItSendsIsTakenInAsItWasMeant(@TempDir Path directory) throws Exception {
    try (EventServer server =
        new EventServer(SubscriptionIndex.of(List.of(deployed("invoice", ofType("order")))))) {
      List<JsonNode> answers =
          node(directory, SENDER, "", server.uri("/events").toString(), server.key("publish"));
      assertThat(answers)
          .hasSize(5)
          .allSatisfy(answer -> assertThat(answer.path("status").intValue()).isEqualTo(202));
      assertThat(answers.get(2).path("body").path("accepted").size()).isEqualTo(2);
      List<Event> events =
          server.arrivals().stream().map(a -> a.event().orElseThrow().event()).toList();
      assertThat(events)
          .extracting(Event::id)
          .containsExactly("binary", "structured", "batch-1", "batch-2", "bytes", "emitted");
      assertThat(events)
          .allSatisfy(event -> {
            assertThat(event.source()).isEqualTo(URI.create("/js"));
            assertThat(event.subject()).contains("number-7");
            assertThat(event.time()).contains(OffsetDateTime.parse("2026-11-01T10:00:00Z"));
            assertThat(event.extensions()).containsEntry("mine", "x");
            if (event.id().equals("bytes")) {
              assertThat(event.data()).containsExactly(0, 255, 127);
            } else {
              assertThat(JSON.readTree(event.data()).path("name").asString()).isEqualTo("Zoë");
            }
          });
    }
  }

  @Test
  void whatAnHttpFunctionGetsItReadsBack(@TempDir Path directory) throws Exception {
    Event event =
        Event.builder("id-1", URI.create("https://acme.com/orders?x=A"), "com.acme.order.created")
            .subject("number-7")
            .time(OffsetDateTime.parse("2026-11-01T10:00:00Z"))
            .dataSchema(URI.create("https://acme.com/order.json"))
            .data("application/json", "{\"name\":\"Zoë\"}".getBytes(StandardCharsets.UTF_8))
            .extension("partitionkey", "p-1")
            .build();
    ObjectNode message = JSON.createObjectNode();
    ObjectNode headers = message.putObject("headers");
    for (HeaderField field : EventCodec.fields(event)) {
      headers.put(field.name(), field.value());
    }
    message.put("body", event.dataText());
    JsonNode read = node(directory, RECEIVER, message.toString()).getFirst();
    assertThat(read.path("id").asString()).isEqualTo("id-1");
    assertThat(read.path("source").asString()).isEqualTo("https://acme.com/orders?x=A");
    assertThat(read.path("type").asString()).isEqualTo("com.acme.order.created");
    assertThat(read.path("subject").asString()).isEqualTo("number-7");
    assertThat(OffsetDateTime.parse(read.path("time").asString()))
        .isEqualTo(OffsetDateTime.parse("2026-11-01T10:00:00Z"));
    assertThat(read.path("dataschema").asString()).isEqualTo("https://acme.com/order.json");
    assertThat(read.path("datacontenttype").asString()).isEqualTo("application/json");
    assertThat(read.path("partitionkey").asString()).isEqualTo("p-1");
    assertThat(read.path("data").path("name").asString()).isEqualTo("Zoë");
  }
}
