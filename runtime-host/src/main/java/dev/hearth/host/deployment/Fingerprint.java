package dev.hearth.host.deployment;

import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionSpec;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What makes two deployments the same: equal bytes, equal configuration, equal labels. */
final class Fingerprint {

  private Fingerprint() {}

  static Digest of(Digest artifact, FunctionSpec spec, Map<String, String> labels) {
    FunctionSpec withoutEnv =
        new FunctionSpec(
            spec.handler(),
            spec.sandbox(),
            spec.timeouts(),
            spec.budget(),
            spec.concurrency(),
            spec.lane(),
            spec.priority(),
            spec.idempotent(),
            spec.retry(),
            spec.auth(),
            Map.of(),
            spec.keepAlive(),
            spec.confinement(),
            spec.rate(),
            spec.exchange(),
            spec.background());
    String text = artifact + "\n" + withoutEnv + "\n" + lengthPrefixed(spec.env());
    if (!labels.isEmpty()) {
      text += "\n" + lengthPrefixed(labels);
    }
    byte[] hash = ArtifactStore.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return new Digest(HexFormat.of().formatHex(hash));
  }

  /** In an order of its own, and so that no two maps look the same. */
  private static String lengthPrefixed(Map<String, String> env) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(env)
        .forEach((key, value) ->
            text.append(key.length())
                .append(':')
                .append(key)
                .append(value.length())
                .append(':')
                .append(value));
    return text.toString();
  }
}
