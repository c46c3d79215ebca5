package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each contract of a handler, with each way in which inputs and answers are bound. */
@ExtendWith(SharedHost.class)
class HandlersTest {

  @Test
  void aFunctionOfStringsSeesTheBodyAsItIs(HostClient host) {
    host.deployed(
        "strings",
        Functions.of(
            "Function<String, String>",
            "public String apply(String in) { return in.length() + \":\" + in; }"));
    Reply reply = host.post("strings", "grüß \"Gott\"").expect(200);
    assertThat(reply.text()).isEqualTo("11:grüß \"Gott\"");
    assertThat(reply.header("content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(host.post("strings", "").text()).isEqualTo("0:");
  }

  @Test
  void aFunctionOfBytesSeesEveryByte(HostClient host) {
    host.deployed(
        "bytes",
        Functions.of(
            "Function<byte[], byte[]>",
            """
            public byte[] apply(byte[] in) {
              for (int i = 0; i < in.length; i++) { in[i] ^= (byte) 0xff; }
              return in;
            }
            """));
    byte[] sent = new byte[256];
    byte[] expected = new byte[256];
    for (int i = 0; i < 256; i++) {
      sent[i] = (byte) i;
      expected[i] = (byte) ~i;
    }
    Reply reply =
        host.send(host.toGateway("/fn/bytes").POST(BodyPublishers.ofByteArray(sent))).expect(200);
    assertThat(reply.body().copy()).isEqualTo(expected);
    assertThat(reply.header("content-type")).isEqualTo("application/octet-stream");
  }

  @Test
  void aFunctionOfStreamsReadsAndIsRead(HostClient host) {
    host.deployed(
        "streams",
        Functions.of(
            "Function<InputStream, InputStream>",
            """
            public InputStream apply(InputStream in) {
              return new SequenceInputStream(in, new ByteArrayInputStream("!".getBytes()));
            }
            """));
    assertThat(host.post("streams", "hey").expect(200).text()).isEqualTo("hey!");
  }

  @Test
  void aTypedFunctionTakesAndGivesRecords(HostClient host) {
    host.deployed(
        "records",
        Functions.of(
            "TypedFunction<Any.Order, Any.Price>",
            """
            public record Order(String sku, int quantity, Optional<String> coupon) {}
            public record Price(String sku, java.math.BigDecimal total, java.time.LocalDate day) {}
            public Price handle(Order order, Context context) {
              return new Price(
                  order.sku() + order.coupon().orElse(""),
                  new java.math.BigDecimal("1.50").multiply(
                      java.math.BigDecimal.valueOf(order.quantity())),
                  java.time.LocalDate.of(2026, 11, 23));
            }
            """));
    assertThat(host.post("records", "{\"sku\":\"a\",\"quantity\":3,\"more\":1}").expect(200).text())
        .isEqualTo("{\"sku\":\"a\",\"total\":4.50,\"day\":\"2026-11-23\"}");
  }

  @Test
  void aFunctionOfGenericTypesGetsThemWhole(HostClient host) {
    host.deployed(
        "generics",
        Functions.of(
            "Function<List<Map<String, Integer>>, Integer>",
            """
            public Integer apply(List<Map<String, Integer>> in) {
              int sum = 0;
              for (Map<String, Integer> map : in) {
                for (int value : map.values()) { sum += value; }
              }
              return sum;
            }
            """));
    assertThat(host.post("generics", "[{\"a\": 1, \"b\": 2}, {\"c\": 39}]").expect(200).text())
        .isEqualTo("42");
  }

  @Test
  void nothingIsAnsweredWith204(HostClient host) {
    host.deployed(
        "null",
        Functions.of(
            "Function<String, Object>", "public Object apply(String in) { return null; }"));
    Reply reply = host.post("null", "x").expect(204);
    assertThat(reply.text()).isEmpty();
    assertThat(reply.header("content-type")).isEmpty();
    assertThat(reply.header("content-length")).isEmpty();
    host.deployed(
        "consumer",
        Functions.of(
            "Consumer<String>",
            "public void accept(String in) { System.out.println(\"consumed \" + in); }"));
    Reply consumed = host.post("consumer", "it").expect(204);
    assertThat(host.logsOf(consumed, 1).text()).contains("consumed it");
  }

  @Test
  void aSupplierIsCalledWithGetHeadAndPost(HostClient host) {
    host.deployed("supplies", Functions.saying("hello"));
    assertThat(host.get("supplies").text()).isEqualTo("hello");
    assertThat(host.post("supplies", "ignored").text()).isEqualTo("hello");
    Reply head = host.send(host.toGateway("/fn/supplies").HEAD()).expect(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("content-length")).isEqualTo("5");
  }

  @Test
  void anEventComesInBinaryMode(HostClient host) {
    deployEvents(host, "binary");
    Reply reply =
        host.send(
            host.toGateway("/fn/binary")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e-1")
                .header("ce-source", "/shop")
                .header("ce-type", "order.created")
                .header("ce-subject", "order%207")
                .header("ce-tenant", "acme")
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofString("data")));
    reply.expect(204);
    assertThat(host.logsOf(reply, 1).text())
        .contains("e-1 /shop order.created order 7 {tenant=acme} text/plain data");
  }

  @Test
  void anEventComesInStructuredMode(HostClient host) {
    deployEvents(host, "structured");
    Reply reply =
        host.send(
            host.toGateway("/fn/structured")
                .header("content-type", "application/cloudevents+json")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"specversion": "1.0", "id": "e-2", "source": "/shop", "type": "t",
                         "subject": "s", "tenant": "acme", "data": {"n": 1}}
                        """)));
    reply.expect(204);
    assertThat(host.logsOf(reply, 1).text())
        .contains("e-2 /shop t s {tenant=acme} application/json")
        .contains("{\\\"n\\\": 1}");
  }

  @Test
  void aRequestThatIsNoEventIsRefused(HostClient host) {
    deployEvents(host, "no-event");
    Reply reply = host.post("no-event", "{}").expectProblem(400, "invalid-request", "caller");
    assertThat(reply.detail()).contains("specversion", "ce-id", "application/cloudevents+json");
  }

  private static void deployEvents(HostClient host, String name) {
    host.deployed(
        name,
        Functions.of(
            "EventFunction",
            """
            public void handle(Event e, Context context) {
              System.out.println(e.id() + " " + e.source() + " " + e.type() + " "
                  + e.subject().orElse("-") + " " + e.extensions() + " "
                  + e.dataContentType().orElse("-") + " " + e.dataText());
            }
            """));
  }

  @Test
  void anHttpFunctionSeesTheRequestAsItWasSent(HostClient host) {
    host.deployed(
        "request",
        Functions.http(
            """
            return HttpResponse.text(request.method() + " " + request.path() + " "
                + request.rawQuery() + " " + request.query() + " "
                + request.headers().all("X-Two") + " " + request.bodyText());
            """));
    Reply reply =
        host.send(
            host.toGateway("/fn/request/a%20b/c?x=1&x=2&y=%C3%A9")
                .header("x-two", "one")
                .header("X-Two", "two")
                .method("PATCH", BodyPublishers.ofString("body")));
    assertThat(reply.expect(200).text())
        .isEqualTo("PATCH /a%20b/c x=1&x=2&y=%C3%A9 {x=[1, 2], y=[é]} [one, two] body");
  }

  @Test
  void anHttpFunctionMakesTheResponse(HostClient host) {
    host.deployed(
        "response",
        Functions.http(
            """
            return HttpResponse.json("{}").withStatus(418)
                .withHeader("X-Many", "a").withHeader("X-Many", "b")
                .withHeader("Set-Cookie", "c=1").withHeader("Set-Cookie", "d=2");
            """));
    Reply reply = host.get("response").expect(418);
    assertThat(reply.headers().allValues("x-many")).containsExactly("a", "b");
    assertThat(reply.headers().allValues("set-cookie")).containsExactly("c=1", "d=2");
    assertThat(reply.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void headSendsTheLengthButNoBodyAndOptionsReachesAnHttpFunction(HostClient host) {
    host.deployed("verbs", Functions.http("return HttpResponse.text(request.method());"));
    Reply head = host.send(host.toGateway("/fn/verbs").HEAD()).expect(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("content-length")).isEqualTo("4");
    Reply options =
        host.send(host.toGateway("/fn/verbs").method("OPTIONS", BodyPublishers.noBody()));
    assertThat(options.expect(200).text()).isEqualTo("OPTIONS");
    host.deployed("typed-verbs", Functions.greeting());
    Reply answered =
        host.send(
            HostClient.anonymous(host.gateway(), "/fn/typed-verbs")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(answered.expect(204).header("allow")).isEqualTo("POST, OPTIONS");
  }

  @Test
  void aFunctionMayAnswerWithAResponseFromAnyContract(HostClient host) {
    host.deployed(
        "mixed",
        Functions.of(
            "Function<String, HttpResponse>",
            "public HttpResponse apply(String in) { return HttpResponse.text(in).withStatus(201); }"));
    assertThat(host.post("mixed", "made").expect(201).text()).isEqualTo("made");
  }
}
