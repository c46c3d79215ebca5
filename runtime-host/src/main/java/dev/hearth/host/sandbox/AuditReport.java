package dev.hearth.host.sandbox;

import java.util.List;

/**
 * What a deployer should know of an artifact.
 *
 * @param classes how many classes it holds
 * @param expandedBytes how large it is unpacked
 * @param libraries the libraries inside, {@code group:artifact:version} where they say so, else the
 *     file name
 * @param warnings what is odd but not wrong, each a sentence
 * @param code what its classes would do
 */
public record AuditReport(
    int classes,
    long expandedBytes,
    List<String> libraries,
    List<String> warnings,
    CodeAudit code) {

  public AuditReport {
    libraries = List.copyOf(libraries);
    warnings = List.copyOf(warnings);
  }

  /** A report on an artifact whose code was not looked into. */
  public AuditReport(
      int classes, long expandedBytes, List<String> libraries, List<String> warnings) {
    this(classes, expandedBytes, libraries, warnings, CodeAudit.none());
  }
}
