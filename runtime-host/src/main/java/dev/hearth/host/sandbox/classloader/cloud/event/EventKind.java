package dev.hearth.host.sandbox.classloader.cloud.event;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of events that have both forms. From the mapping of <a
 * href="https://github.com/GoogleCloudPlatform/functions-framework-conformance/blob/main/docs/mapping.md">functions-framework-conformance</a>
 * and the tables of functions-framework-java 2.0; of several with one CloudEvents type, the first
 * is the one that it becomes.
 */
enum EventKind {
  PUBLISH(
      Family.PUBSUB,
      "google.pubsub.topic.publish",
      "google.cloud.pubsub.topic.v1.messagePublished"),
  PROVIDER_PUBLISH(
      Family.PUBSUB,
      "providers/cloud.pubsub/eventTypes/topic.publish",
      "google.cloud.pubsub.topic.v1.messagePublished"),
  OBJECT_FINALIZE(
      Family.STORAGE, "google.storage.object.finalize", "google.cloud.storage.object.v1.finalized"),
  OBJECT_DELETE(
      Family.STORAGE, "google.storage.object.delete", "google.cloud.storage.object.v1.deleted"),
  OBJECT_ARCHIVE(
      Family.STORAGE, "google.storage.object.archive", "google.cloud.storage.object.v1.archived"),
  OBJECT_METADATA(
      Family.STORAGE,
      "google.storage.object.metadataUpdate",
      "google.cloud.storage.object.v1.metadataUpdated"),
  OBJECT_CHANGE(
      Family.STORAGE,
      "providers/cloud.storage/eventTypes/object.change",
      "google.cloud.storage.object.v1.changed"),
  DOCUMENT_WRITE(
      Family.FIRESTORE,
      "providers/cloud.firestore/eventTypes/document.write",
      "google.cloud.firestore.document.v1.written"),
  DOCUMENT_CREATE(
      Family.FIRESTORE,
      "providers/cloud.firestore/eventTypes/document.create",
      "google.cloud.firestore.document.v1.created"),
  DOCUMENT_UPDATE(
      Family.FIRESTORE,
      "providers/cloud.firestore/eventTypes/document.update",
      "google.cloud.firestore.document.v1.updated"),
  DOCUMENT_DELETE(
      Family.FIRESTORE,
      "providers/cloud.firestore/eventTypes/document.delete",
      "google.cloud.firestore.document.v1.deleted"),
  USER_CREATE(
      Family.AUTH,
      "providers/firebase.auth/eventTypes/user.create",
      "google.firebase.auth.user.v1.created"),
  USER_DELETE(
      Family.AUTH,
      "providers/firebase.auth/eventTypes/user.delete",
      "google.firebase.auth.user.v1.deleted"),
  ANALYTICS_LOG(
      Family.ANALYTICS,
      "providers/google.firebase.analytics/eventTypes/event.log",
      "google.firebase.analytics.log.v1.written"),
  REF_CREATE(
      Family.DATABASE,
      "providers/google.firebase.database/eventTypes/ref.create",
      "google.firebase.database.ref.v1.created"),
  REF_WRITE(
      Family.DATABASE,
      "providers/google.firebase.database/eventTypes/ref.write",
      "google.firebase.database.ref.v1.written"),
  REF_UPDATE(
      Family.DATABASE,
      "providers/google.firebase.database/eventTypes/ref.update",
      "google.firebase.database.ref.v1.updated"),
  REF_DELETE(
      Family.DATABASE,
      "providers/google.firebase.database/eventTypes/ref.delete",
      "google.firebase.database.ref.v1.deleted");

  private final Family family;
  private final String legacyType;
  private final String type;

  EventKind(Family family, String legacyType, String type) {
    this.family = family;
    this.legacyType = legacyType;
    this.type = type;
  }

  /** Kinds whose data and resources are of one form, and the service that they come from. */
  enum Family {
    PUBSUB("pubsub.googleapis.com"),
    STORAGE("storage.googleapis.com"),
    FIRESTORE("firestore.googleapis.com"),
    AUTH("firebaseauth.googleapis.com"),
    ANALYTICS("firebase.googleapis.com"),
    DATABASE("firebasedatabase.googleapis.com");

    private final String service;

    Family(String service) {
      this.service = service;
    }

    String service() {
      return service;
    }
  }

  Family family() {
    return family;
  }

  /** The type in the form before CloudEvents. */
  String legacyType() {
    return legacyType;
  }

  /** The type as a CloudEvent. */
  String type() {
    return type;
  }

  static Optional<EventKind> ofLegacy(String legacyType) {
    return Arrays.stream(values()).filter(kind -> kind.legacyType.equals(legacyType)).findFirst();
  }

  static Optional<EventKind> of(String type) {
    return Arrays.stream(values()).filter(kind -> kind.type.equals(type)).findFirst();
  }
}
