package dev.hearth.host.journey.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.journey.cloud.Exchange.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in every form, here and in the original: the function sees the same. */
class SameEventsTest {

  private static final String JSON = "Content-Type: application/json";
  private static final String STRUCTURED = "Content-Type: application/cloudevents+json";

  @ParameterizedTest
  @ValueSource(strings = {"Events", "RawEvents", "ValueEvents"})
  void theFunctionSeesTheSameEvent(String name, @TempDir Path directory) throws IOException {
    FunctionJar jar = CloudJars.of(name, "RawEvents");
    try (Original original = Original.start(directory, jar, "com.acme." + name);
        RunningHost host = RunningHost.start(directory.resolve("data"))) {
      host.client().deployed("events", jar, "{auth: public, handler: com.acme.%s}".formatted(name));
      for (Request request : requests()) {
        Exchange.Answer there = original.call(request);
        Exchange.Answer here = Exchange.with(host.client().gateway(), "/fn/events", request);
        String told = request + " " + new String(request.body());
        assertThat(here.compared()).as(told).isEqualTo(there.compared());
        List<String> seen = original.newLines("SAW ");
        assertThat(seenHere(host.client(), here, seen.size())).as(told).isEqualTo(seen);
      }
    }
  }

  /** What the function has said, when it is as much as wanted. */
  private static List<String> seenHere(HostClient host, Exchange.Answer answer, int wanted) {
    String id = answer.servers().get("x-invocation-id");
    return Eventually.get(
        () -> saidIn(host.admin("GET", "/v1/invocations/" + id + "/logs")),
        seen -> seen.size() >= wanted);
  }

  private static List<String> saidIn(Reply logs) {
    return logs.status() == 200
        ? logs.json()
            .path("lines")
            .valueStream()
            .map(line -> line.path("text").asString())
            .filter(text -> text.startsWith("SAW "))
            .toList()
        : List.of();
  }

  private static List<Request> requests() {
    return Stream.of(legacy(), modern(), wrong()).flatMap(requests -> requests).toList();
  }

  private static String context(String type, String resource, String data, String... more) {
    return "{\"context\":{\"eventId\":\"e-1\",\"timestamp\":\"2020-09-29T11:32:00.123Z\","
        + "\"eventType\":\"%s\",\"resource\":%s%s},\"data\":%s}"
            .formatted(type, resource, String.join("", more), data);
  }

  private static Stream<Request> legacy() {
    String message =
        "{\"@type\":\"type.googleapis.com/google.pubsub.v1.PubsubMessage\",\"data\":\"dGVzdA==\","
            + "\"attributes\":{\"a\":\"b<\",\"n\":null},\"any\":1.50}";
    String topic =
        "{\"service\":\"pubsub.googleapis.com\",\"name\":\"projects/p/topics/t\",\"type\":\"x\"}";
    String object = "{\"service\":\"storage.googleapis.com\",\"name\":\"%s\",\"type\":\"s\"}";
    String user = "{\"uid\":\"U1\",\"metadata\":{\"createdAt\":\"a\",\"lastSignedInAt\":\"b\"}}";
    String database = "\"projects/_/instances/my-project/refs/gcf-test/xyz\"";
    String ref = "providers/google.firebase.database/eventTypes/ref.";
    String document = "\"projects/p/databases/(default)/documents/gcf-test/2Vm2mI1d0wIaK2Waj5to\"";
    return Stream.of(
            context("google.pubsub.topic.publish", topic, message),
            context("google.pubsub.topic.publish", "\"projects/p/topics/t\"", message),
            context("providers/cloud.pubsub/eventTypes/topic.publish", topic, message),
            context(
                "google.storage.object.finalize",
                object.formatted("projects/_/buckets/b/objects/folder/Test.cs#123"),
                "{\"bucket\":\"b\",\"kind\":\"storage#object\"}"),
            context("google.storage.object.delete", "\"other\"", "{\"bucket\":\"b\"}"),
            context("google.storage.object.archive", object.formatted("x"), "{}"),
            context("google.storage.object.metadataUpdate", object.formatted("x"), "{}"),
            context("providers/cloud.storage/eventTypes/object.change", "\"x/y\"", "{}"),
            context(
                "providers/cloud.firestore/eventTypes/document.write", document, "{\"any\":{}}"),
            context("providers/cloud.firestore/eventTypes/document.create", document, "{}"),
            context("providers/cloud.firestore/eventTypes/document.update", document, "{}"),
            context("providers/cloud.firestore/eventTypes/document.delete", "\"odd\"", "{}"),
            context("providers/firebase.auth/eventTypes/user.create", "\"projects/p\"", user),
            context("providers/firebase.auth/eventTypes/user.delete", "\"projects/p\"", "{}"),
            context(
                "providers/google.firebase.analytics/eventTypes/event.log",
                "\"projects/p/events/session_start\"",
                "{}"),
            context(ref + "create", database, "{}", ",\"domain\":\"firebaseio.com\""),
            context(
                ref + "write", database, "{}", ",\"domain\":\"europe-west1.firebasedatabase.app\""),
            context(ref + "update", database, "{}"),
            context(ref + "delete", "\"x\"", "null", ",\"domain\":\"firebaseio.com\""),
            context("google.pubsub.topic.publish", topic, message, ",\"attributes\":{\"k\":\"v\"}"),
            "{\"eventId\":7,\"timestamp\":\"2020-09-29T11:32:00.000Z\",\"eventType\":"
                + "\"google.pubsub.topic.publish\",\"resource\":\"projects/p/topics/t\",\"data\":"
                + "{\"data\":\"x\",\"any\":[1,2.0,1e3,true,null,\"\\u00e9\"]}}",
            "{\"subscription\":\"projects/FOO/subscriptions/BAR\",\"message\":{\"data\":\"aGk=\","
                + "\"messageId\":\"1\",\"publishTime\":\"2021-02-05T04:06:14.109Z\","
                + "\"attributes\":{\"test\":\"123\"}}}",
            context("google.pubsub.topic.publish", topic, "{}").replace("e-1", "throw"),
            context("com.acme.other", "\"x\"", "{\"data\":\"x\"}"),
            context("com.acme.other", "null", "[1]"),
            context("com.acme.other", "null", "\"text\""))
        .map(body -> Request.of("POST", "/", JSON).with(body));
  }

  private static Stream<Request> modern() {
    return Stream.concat(binary(), structured());
  }

  private static Stream<Request> binary() {
    String pubsub = "google.cloud.pubsub.topic.v1.messagePublished";
    String message =
        "{\"subscription\":\"s\",\"message\":{\"data\":\"dGVzdA==\",\"messageId\":\"9\","
            + "\"publishTime\":\"z\",\"attributes\":{\"k\":\"v<\"}}}";
    String auth = "{\"uid\":\"U1\",\"metadata\":{\"createTime\":\"a\",\"lastSignInTime\":\"b\"}}";
    return Stream.of(
        event(pubsub, "//pubsub.googleapis.com/projects/p/topics/t").with(message),
        event(pubsub, "//pubsub.googleapis.com/projects/p/topics/t", "ce-ext: some-text")
            .with("{}"),
        event(pubsub, "/odd").with(message),
        event(
                "google.cloud.storage.object.v1.finalized",
                "//storage.googleapis.com/projects/_/buckets/b",
                "ce-subject: objects/MyFile")
            .with("{\"bucket\":\"b\",\"kind\":\"storage#object\"}"),
        event("google.cloud.storage.object.v1.changed", "//s/b").with("{\"bucket\":\"b\"}"),
        event(
                "google.cloud.firestore.document.v1.written",
                "//firestore.googleapis.com/projects/p/databases/(default)",
                "ce-subject: documents/gcf-test/x")
            .with("{\"any\":{\"a\":[1.0]}}"),
        event(
                "google.firebase.auth.user.v1.created",
                "//firebaseauth.googleapis.com/projects/p",
                "ce-subject: users/U1")
            .with(auth),
        event(
                "google.firebase.database.ref.v1.written",
                "//firebasedatabase.googleapis.com/projects/_/locations/us-central1/instances/i",
                "ce-subject: refs/gcf-test/xyz")
            .with("{}"),
        event(
                "google.firebase.analytics.log.v1.written",
                "//firebase.googleapis.com/projects/p",
                "ce-subject: events/e")
            .with("{}"),
        event("com.acme.other", "/shop", "ce-dataschema: http://acme/s").with("{\"a\": 1}"),
        event("com.acme.other", "/shop"),
        event(pubsub, "//pubsub.googleapis.com/projects/p/topics/t"),
        event(pubsub, "//pubsub.googleapis.com/projects/p/topics/t").with("[1]"),
        event(pubsub, "//pubsub.googleapis.com/projects/p/topics/t").with("junk"));
  }

  private static Request event(String type, String source, String... more) {
    List<String> headers =
        new ArrayList<>(
            List.of(
                JSON,
                "ce-specversion: 1.0",
                "ce-id: e-2",
                "ce-type: " + type,
                "ce-source: " + source,
                "ce-time: 2020-09-29T11:32:00.123Z"));
    headers.addAll(List.of(more));
    return new Request("POST", "/", headers, new byte[0]);
  }

  private static Stream<Request> structured() {
    String head = "{\"specversion\":\"1.0\",\"id\":\"e-3\",\"source\":\"/shop\",\"type\":\"t\"";
    return Stream.of(
            head + "}",
            head + ",\"data\":{ \"n\": 1.0, \"e\": 1e3, \"s\": \"\\u00e9\\/<\", \"z\": null }}",
            head + ",\"data\":[1, 2]}",
            head + ",\"datacontenttype\":\"text/plain\",\"data\":\"text\"}",
            head + ",\"datacontenttype\":\"application/json\",\"data\":\"text\"}",
            head + ",\"data_base64\":\"aGnDvA==\"}",
            head
                + ",\"subject\":\"s\",\"time\":\"2020-01-02T03:04:05.6+02:00\","
                + "\"dataschema\":\"http://acme/s\",\"number\":5,\"truth\":true,\"text\":\"x\"}",
            "{\"specversion\":\"1.0\",\"id\":\"throw\",\"type\":"
                + "\"google.cloud.pubsub.topic.v1.messagePublished\","
                + "\"source\":\"//pubsub.googleapis.com/projects/p/topics/t\","
                + "\"time\":\"2020-01-02T03:04:05Z\",\"data\":{\"message\":{\"data\":\"eA==\"}}}")
        .map(body -> Request.of("POST", "/", STRUCTURED).with(body));
  }

  private static Stream<Request> wrong() {
    return Stream.of(
        Request.of("GET", "/"),
        Request.of("GET", "/robots.txt"),
        Request.of("POST", "/"),
        Request.of("POST", "/", JSON).with("junk"),
        Request.of("POST", "/", JSON).with("[]"),
        Request.of("POST", "/", JSON).with("{}"),
        Request.of("POST", "/", JSON).with("{\"context\":[],\"data\":{}}"),
        Request.of("POST", "/", JSON).with("{\"context\":{\"eventId\":{}},\"data\":{}}"),
        Request.of("POST", "/", STRUCTURED).with("junk"),
        Request.of("POST", "/", STRUCTURED).with("{\"specversion\":\"1.0\",\"id\":\"1\"}"),
        Request.of("POST", "/", "Content-Type: application/cloudevents-batch+json").with("[]"),
        Request.of("POST", "/", "ce-specversion: 1.0", "ce-id: 1").with("x"),
        Request.of("POST", "/", "ce-specversion: 7", "ce-id: 1", "ce-type: t", "ce-source: /s"));
  }
}
