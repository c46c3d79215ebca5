package dev.hearth.host.store.sql;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * A migration among the resources of this module. Immutable. Flyway's own scanner looks from
 * outside of the module, where its resources cannot be seen.
 */
final class MigrationScript extends LoadableResource {

  private final String folder;
  private final String fileName;

  MigrationScript(String folder, String fileName) {
    this.folder = folder;
    this.fileName = fileName;
  }

  /** The number between {@code V} and {@code __}. */
  int version() {
    return Integer.parseInt(fileName.substring(1, fileName.indexOf("__")));
  }

  /** What stands behind {@code __}, in words. */
  String description() {
    return fileName
        .substring(fileName.indexOf("__") + 2, fileName.lastIndexOf('.'))
        .replace('_', ' ');
  }

  @Override
  public Reader read() {
    return new InputStreamReader(
        Objects.requireNonNull(
            MigrationScript.class.getResourceAsStream(getAbsolutePath()), getAbsolutePath()),
        StandardCharsets.UTF_8);
  }

  @Override
  public String getAbsolutePath() {
    return folder + fileName;
  }

  @Override
  public String getAbsolutePathOnDisk() {
    return getAbsolutePath();
  }

  @Override
  public String getFilename() {
    return fileName;
  }

  @Override
  public String getRelativePath() {
    return fileName;
  }
}
