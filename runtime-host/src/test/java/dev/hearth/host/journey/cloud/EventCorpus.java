package dev.hearth.host.journey.cloud;

import dev.hearth.host.journey.cloud.Exchange.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Events of Google Cloud and others, in every form that a function is sent them in. */
final class EventCorpus {

  private static final String JSON = "Content-Type: application/json";
  private static final String STRUCTURED = "Content-Type: application/cloudevents+json";

  private EventCorpus() {}

  /** Legacy events, CloudEvents, and what is neither. */
  static List<Request> requests() {
    return Stream.of(messages(), legacy(), others(), binary(), structured(), wrong())
        .flatMap(requests -> requests)
        .toList();
  }

  private static String context(String type, String resource, String data, String... more) {
    return "{\"context\":{\"eventId\":\"e-1\",\"timestamp\":\"2020-09-29T11:32:00.123Z\","
        + "\"eventType\":\"%s\",\"resource\":%s%s},\"data\":%s}"
            .formatted(type, resource, String.join("", more), data);
  }

  private static Stream<Request> messages() {
    String message =
        "{\"@type\":\"type.googleapis.com/google.pubsub.v1.PubsubMessage\",\"data\":\"dGVzdA==\","
            + "\"attributes\":{\"a\":\"b<\",\"n\":null},\"any\":1.50}";
    String topic =
        "{\"service\":\"pubsub.googleapis.com\",\"name\":\"projects/p/topics/t\",\"type\":\"x\"}";
    String object = "{\"service\":\"storage.googleapis.com\",\"name\":\"%s\",\"type\":\"s\"}";
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

  private static Stream<Request> legacy() {
    String user = "{\"uid\":\"U1\",\"metadata\":{\"createdAt\":\"a\",\"lastSignedInAt\":\"b\"}}";
    String database = "\"projects/_/instances/my-project/refs/gcf-test/xyz\"";
    String ref = "providers/google.firebase.database/eventTypes/ref.";
    String document = "\"projects/p/databases/(default)/documents/gcf-test/2Vm2mI1d0wIaK2Waj5to\"";
    return Stream.of(
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
            context(ref + "delete", "\"x\"", "null", ",\"domain\":\"firebaseio.com\""))
        .map(body -> Request.of("POST", "/", JSON).with(body));
  }

  private static Stream<Request> others() {
    String pubsub = "google.cloud.pubsub.topic.v1.messagePublished";
    String message =
        "{\"subscription\":\"s\",\"message\":{\"data\":\"dGVzdA==\",\"messageId\":\"9\","
            + "\"publishTime\":\"z\",\"attributes\":{\"k\":\"v<\"}}}";
    String topic = "//pubsub.googleapis.com/projects/p/topics/t";
    return Stream.of(
        event(pubsub, topic).with(message),
        event(pubsub, topic, "ce-ext: some-text").with("{}"),
        event(pubsub, "/odd").with(message),
        event("com.acme.other", "/shop", "ce-dataschema: http://acme/s").with("{\"a\": 1}"),
        event("com.acme.other", "/shop"),
        event(pubsub, topic),
        event(pubsub, topic).with("[1]"),
        event(pubsub, topic).with("junk"));
  }

  private static Stream<Request> binary() {
    String auth = "{\"uid\":\"U1\",\"metadata\":{\"createTime\":\"a\",\"lastSignInTime\":\"b\"}}";
    return Stream.of(
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
            .with("{}"));
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
    return new Request("POST", "/", headers, "");
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
