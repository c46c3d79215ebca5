package dev.hearth.host.registry;

import java.util.UUID;

/**
 * What tells a deployed version from every other that ever was: unlike a {@link VersionId} it is
 * not used again when a function is deleted and deployed anew.
 */
public record RevisionId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
