package dev.hearth.host.sandbox;

import dev.hearth.host.registry.EntryPoint;
import java.util.List;

/**
 * What preparing an artifact found.
 *
 * @param entryPoint the one that will take the calls
 * @param found all that could have
 * @param audit what a deployer should know
 */
public record Preparation(EntryPoint entryPoint, List<EntryPoint> found, AuditReport audit) {

  public Preparation {
    found = List.copyOf(found);
  }
}
