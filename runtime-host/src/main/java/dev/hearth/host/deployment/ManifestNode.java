package dev.hearth.host.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a manifest as it was written, before anything is known of its meaning. Immutable. */
sealed interface ManifestNode {

  /** What a plain value looks like. */
  enum Kind {
    TEXT,
    NUMBER,
    TRUTH,
    NOTHING
  }

  /**
   * A plain value.
   *
   * @param text as it was written: {@code 1.10} stays {@code 1.10}
   */
  record Scalar(String text, Kind kind) implements ManifestNode {}

  /** A list. */
  record Sequence(List<ManifestNode> items) implements ManifestNode {}

  /**
   * Keys and values.
   *
   * @param entries in the order written
   */
  record Mapping(Map<String, ManifestNode> entries) implements ManifestNode {

    /** Says nothing. */
    static final Mapping EMPTY = new Mapping(Map.of());

    /** This, and over it {@code stronger}: key by key, mappings into each other. */
    Mapping under(Mapping stronger) {
      Map<String, ManifestNode> merged = new LinkedHashMap<>(entries);
      stronger.entries.forEach((key, value) -> merged.merge(key, value, ManifestNode::merge));
      return new Mapping(merged);
    }
  }

  /** Whether a key with this value says as much as if it were not there. */
  default boolean saysNothing() {
    return this instanceof Scalar(_, Kind kind) && kind == Kind.NOTHING;
  }

  private static ManifestNode merge(ManifestNode weaker, ManifestNode stronger) {
    if (stronger.saysNothing()) {
      return weaker;
    }
    return weaker instanceof Mapping below && stronger instanceof Mapping above
        ? below.under(above)
        : stronger;
  }

  /** What it is, for messages. */
  default String described() {
    return switch (this) {
      case Mapping _ -> "keys and values";
      case Sequence _ -> "a list";
      case Scalar(var text, _) -> Shown.of(text);
    };
  }
}
