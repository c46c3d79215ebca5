package dev.hearth.host.deployment;

/**
 * A manifest as somebody wrote it, in YAML or JSON.
 *
 * @param where where it stands, for messages: {@code META-INF/hearth.yaml} or {@code config}
 * @param text what it says
 */
public record ManifestText(String where, String text) {}
