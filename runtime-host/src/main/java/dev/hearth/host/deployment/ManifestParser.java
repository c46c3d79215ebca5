package dev.hearth.host.deployment;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Problems;
import dev.hearth.host.deployment.ManifestNode.Kind;
import dev.hearth.host.deployment.ManifestNode.Mapping;
import dev.hearth.host.deployment.ManifestNode.Scalar;
import dev.hearth.host.deployment.ManifestNode.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads the text of one manifest. Made for uploads from anybody: bounds size and depth, and takes
 * no aliases, so that a small text cannot stand for a large one. Used by one thread, for one text.
 */
final class ManifestParser {

  /** Manifests are written by hand. */
  static final ByteSize LARGEST = ByteSize.kibibytes(64);

  /** The deepest that has a meaning is four. */
  private static final int DEEPEST = 16;

  private static final JsonFactory JSON = new JsonFactory();
  private static final YAMLFactory YAML = new YAMLFactory();

  /** Why a text cannot be read as a whole. */
  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }

  private final JsonParser tokens;
  private final Problems problems;

  private ManifestParser(JsonParser tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /** What the text says; nothing if it cannot be read, and then there is a problem more. */
  static Mapping parse(ManifestText manifest, Problems problems) {
    int size = manifest.text().getBytes(StandardCharsets.UTF_8).length;
    if (size > LARGEST.bytes()) {
      problems.add(manifest.where(), "has " + size + " bytes: a manifest has at most " + LARGEST);
      return Mapping.EMPTY;
    }
    try {
      return parse(manifest.text(), problems);
    } catch (UnreadableException unreadable) {
      problems.add(manifest.where(), String.valueOf(unreadable.getMessage()));
      return Mapping.EMPTY;
    }
  }

  private static Mapping parse(String text, Problems problems) throws UnreadableException {
    if (text.stripLeading().startsWith("{")) {
      // Nearly all JSON is YAML, but not all of it: tabs, for instance.
      Problems ofJson = new Problems();
      try {
        Mapping mapping = parse(JSON, text, ofJson);
        ofJson.list().forEach(problem -> problems.add(problem.where(), problem.what()));
        return mapping;
      } catch (UnreadableException notJson) {
        return parse(YAML, text, problems);
      }
    }
    return parse(YAML, text, problems);
  }

  private static Mapping parse(TokenStreamFactory format, String text, Problems problems)
      throws UnreadableException {
    try (JsonParser tokens = format.createParser(ObjectReadContext.empty(), text)) {
      return new ManifestParser(tokens, problems).document();
    } catch (JacksonException syntax) {
      throw new UnreadableException(
          "cannot be read at line "
              + syntax.getLocation().getLineNr()
              + ", column "
              + syntax.getLocation().getColumnNr()
              + ": "
              + Shown.bare(firstLine(syntax.getOriginalMessage())));
    } catch (RuntimeException syntax) {
      // The YAML scanner has exceptions of its own that Jackson does not always wrap.
      throw new UnreadableException("cannot be read: " + Shown.bare(String.valueOf(syntax)));
    }
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  private Mapping document() throws UnreadableException {
    JsonToken first = tokens.nextToken();
    if (first == null) {
      return Mapping.EMPTY;
    }
    ManifestNode root = node("", 0);
    if (tokens.nextToken() != null) {
      throw new UnreadableException("holds more than one document: write one");
    }
    if (root instanceof Mapping mapping) {
      return mapping;
    }
    if (root.saysNothing()) {
      return Mapping.EMPTY;
    }
    throw new UnreadableException(
        "wants keys and values such as \"handler: com.acme.Hello\", not " + root.described());
  }

  private ManifestNode node(String path, int depth) throws UnreadableException {
    if (depth > DEEPEST) {
      throw new UnreadableException("is nested deeper than " + DEEPEST + " levels");
    }
    refuseAlias();
    JsonToken token = tokens.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(path, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(path, depth);
    }
    return scalar(token);
  }

  private Scalar scalar(JsonToken token) throws UnreadableException {
    return switch (token) {
      case VALUE_STRING -> new Scalar(tokens.getString(), Kind.TEXT);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(tokens.getString(), Kind.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> new Scalar(tokens.getString(), Kind.TRUTH);
      case VALUE_NULL -> new Scalar("", Kind.NOTHING);
      default -> throw new UnreadableException("holds binary data: write text");
    };
  }

  private Mapping mapping(String path, int depth) throws UnreadableException {
    Map<String, ManifestNode> entries = new LinkedHashMap<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      refuseAlias();
      String key = tokens.currentName();
      String below = path.isEmpty() ? key : path + "." + key;
      tokens.nextToken();
      if (entries.put(key, node(below, depth + 1)) != null) {
        problems.add(Shown.bare(below), "is there twice: keep one");
      }
    }
    return new Mapping(entries);
  }

  private Sequence sequence(String path, int depth) throws UnreadableException {
    List<ManifestNode> items = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path + "[" + items.size() + "]", depth + 1));
    }
    return new Sequence(items);
  }

  private void refuseAlias() throws UnreadableException {
    if (tokens instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw new UnreadableException(
          "uses a YAML alias at line "
              + tokens.currentTokenLocation().getLineNr()
              + ": write the value itself");
    }
  }
}
