package dev.hearth.host.sandbox.polyglot.guest;

import java.util.Optional;

/**
 * Which file of a program a name in an {@code import} or {@code require} stands for. Paths are
 * those below the root of the program, with slashes. Safe for use by several threads.
 */
public interface ModuleResolution {

  /** How a file is to be read. */
  enum Format {
    MODULE,
    COMMONJS,
    JSON
  }

  /**
   * The file that a name stands for.
   *
   * @param directory of the file that names it; empty for the root
   * @param specifier as it stands in the code
   * @param importing whether it is imported, not required
   * @return empty if there is none
   */
  Optional<String> resolve(String directory, String specifier, boolean importing);

  /** How that file is to be read. */
  Format format(String file);

  /** For programs in which files do not name each other so. */
  static ModuleResolution none() {
    return new ModuleResolution() {
      @Override
      public Optional<String> resolve(String directory, String specifier, boolean importing) {
        return Optional.empty();
      }

      @Override
      public Format format(String file) {
        return Format.MODULE;
      }
    };
  }
}
