package dev.hearth.host.deployment;

import dev.hearth.host.config.NearestName;
import dev.hearth.host.deployment.ManifestNode.Scalar;
import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.Grant;
import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Permissions.Destination;
import dev.hearth.host.registry.Permissions.Directory;
import dev.hearth.host.registry.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code policy} and {@code permissions}. Used by one thread, for one manifest. */
final class PermissionsReader {

  /** The temporary directory of the function, which is always there. */
  private static final String TEMPORARY = "tmp";

  /** Enough for every manifest that somebody can still read. */
  private static final int MOST = 100;

  private static final Pattern EVENT_TYPES = Pattern.compile("(?=.)[^\\s\\p{Cntrl}*]{0,200}\\*?");

  private final ManifestSection section;

  private PermissionsReader(ManifestSection section) {
    this.section = section;
  }

  /** What the function may do; the defaults of its policy where the manifest is silent. */
  static Confinement read(ManifestSection root) {
    Policy policy = root.choice("policy", Policy.PRACTICAL);
    ManifestSection section =
        root.section("permissions", Set.of("net", "files", "allow", "invoke", "emit"));
    return new Confinement(policy, new PermissionsReader(section).permissions(policy));
  }

  private Permissions permissions(Policy policy) {
    Optional<List<Destination>> net =
        all("net", "as in \"net: [api.acme.com:443]\"", Destination::parse);
    List<Directory> files =
        all("files", "as in \"files: [tmp, /srv/data]\"", PermissionsReader::directory)
            .orElse(List.of())
            .stream()
            .flatMap(Optional::stream)
            .toList();
    List<Grant> allow =
        all("allow", "of words as in \"allow: [listen]\"", PermissionsReader::grant)
            .orElse(List.of());
    List<String> invoke =
        all("invoke", "of functions as in \"invoke: [shop]\"", PermissionsReader::function)
            .orElse(List.of());
    List<String> emit =
        all("emit", "of types as in \"emit: [com.acme.order.*]\"", PermissionsReader::type)
            .orElse(List.of());
    return new Permissions(
        net.isEmpty() && Permissions.usual(policy).anyNet(),
        net.orElse(List.of()),
        files,
        Set.copyOf(allow),
        Set.copyOf(invoke),
        Set.copyOf(emit));
  }

  private static Optional<Directory> directory(String text) {
    return text.equals(TEMPORARY) ? Optional.empty() : Optional.of(Directory.parse(text));
  }

  private static String function(String text) {
    if (!text.equals(Permissions.ANY_FUNCTION) && !FunctionName.isValid(text)) {
      throw new IllegalArgumentException(
          Shown.of(text)
              + " is not the name of a function: write it without version or alias, or \"*\" for"
              + " all");
    }
    return text;
  }

  private static String type(String text) {
    if (!EVENT_TYPES.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.of(text)
              + " is no type of events: write it in full, its beginning with a star behind it as in"
              + " com.acme.order.*, or \"*\" for all");
    }
    return text;
  }

  private static Grant grant(String word) {
    return Grant.of(word)
        .orElseThrow(() ->
            new IllegalArgumentException(
                Shown.of(word)
                    + " is nothing that can be allowed"
                    + NearestName.hint(Shown.bare(word), Grant.words())));
  }

  /** The items that can be read, each once; empty if the key is not there. */
  private <T> Optional<List<T>> all(String key, String wanted, Function<String, T> reading) {
    Optional<List<ManifestNode>> items = section.list(key, "a list " + wanted);
    if (items.isPresent() && items.get().size() > MOST) {
      section.problem(key, "has " + items.get().size() + " items: at most " + MOST);
      return Optional.of(List.of());
    }
    return items.map(nodes -> {
      List<T> read = new ArrayList<>();
      nodes.forEach(
          node -> item(key, node, reading).filter(v -> !read.contains(v)).ifPresent(read::add));
      return read;
    });
  }

  private <T> Optional<T> item(String key, ManifestNode node, Function<String, T> reading) {
    if (!(node instanceof Scalar(var text, _)) || node.saysNothing()) {
      section.problem(key, "wants a text in its list, not " + node.described());
      return Optional.empty();
    }
    try {
      return Optional.of(reading.apply(text));
    } catch (IllegalArgumentException wrong) {
      section.problem(key, Shown.line(String.valueOf(wrong.getMessage())));
      return Optional.empty();
    }
  }
}
