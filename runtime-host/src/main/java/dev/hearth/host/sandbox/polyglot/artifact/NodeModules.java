package dev.hearth.host.sandbox.polyglot.artifact;

import dev.hearth.host.sandbox.polyglot.guest.ModuleResolution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules of Node.js for the files of one program: names beside the file, names of packages in
 * {@code node_modules} of its directory and of those above, {@code package.json} with {@code main},
 * {@code exports}, {@code imports} and {@code type} (nodejs.org, "Modules: Packages"). Unlike
 * there, an import may leave out the ending of a file. Reads the disk; what it has read of {@code
 * package.json} files it keeps, for the files never change.
 */
public final class NodeModules implements ModuleResolution {

  private static final List<String> ENDINGS = List.of("", ".js", ".mjs", ".cjs", ".json");
  private static final String PACKAGES = "node_modules";

  private final Path root;
  private final Map<String, PackageJson> packages = new ConcurrentHashMap<>();

  /** For the files below {@code root}. */
  public NodeModules(Path root) {
    this.root = root;
  }

  @Override
  public Optional<String> resolve(String directory, String specifier, boolean importing) {
    if (specifier.isEmpty() || specifier.indexOf('\0') >= 0 || specifier.contains("\\")) {
      return Optional.empty();
    }
    if (specifier.startsWith("/")) {
      return fileOrDirectory(normal("", specifier.replaceFirst("^/app(/|$)|^/", "")));
    }
    if (isRelative(specifier)) {
      return fileOrDirectory(normal(directory, specifier));
    }
    return specifier.startsWith("#")
        ? internal(directory, specifier, importing)
        : inPackages(directory, specifier, importing);
  }

  private static boolean isRelative(String specifier) {
    return specifier.equals(".")
        || specifier.equals("..")
        || specifier.startsWith("./")
        || specifier.startsWith("../");
  }

  /** The path below the root; one that would leave the root names nothing. */
  private static String normal(String directory, String name) {
    return Path.of(directory).resolve(name).normalize().toString();
  }

  private Optional<String> fileOrDirectory(String path) {
    return file(path).or(() -> directory(path));
  }

  private Optional<String> file(String path) {
    return path.isEmpty() || path.startsWith("..")
        ? Optional.empty()
        : ENDINGS.stream().map(ending -> path + ending).filter(this::isFile).findFirst();
  }

  private boolean isFile(String path) {
    return Files.isRegularFile(root.resolve(path));
  }

  private Optional<String> directory(String path) {
    if (path.startsWith("..") || !Files.isDirectory(root.resolve(path))) {
      return Optional.empty();
    }
    Optional<String> named =
        packageIn(path)
            .main()
            .flatMap(main -> {
              String wanted = normal(path, main);
              return file(wanted).or(() -> file(join(wanted, "index")));
            });
    return named.or(() -> file(join(path, "index")));
  }

  private static String join(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  private Optional<String> inPackages(String from, String specifier, boolean importing) {
    int slash = specifier.indexOf('/');
    int end = specifier.startsWith("@") && slash > 0 ? specifier.indexOf('/', slash + 1) : slash;
    String name = end < 0 ? specifier : specifier.substring(0, end);
    String inside = end < 0 ? "." : "." + specifier.substring(end);
    for (String directory : upwards(from)) {
      String place = normal(directory, PACKAGES + "/" + name);
      if (!place.startsWith("..") && Files.isDirectory(root.resolve(place))) {
        return inPackage(place, inside, importing);
      }
    }
    return Optional.empty();
  }

  private Optional<String> inPackage(String place, String inside, boolean importing) {
    PackageJson description = packageIn(place);
    return description.hasExports()
        ? description.exported(inside, importing).flatMap(file -> target(place, file))
        : fileOrDirectory(normal(place, inside));
  }

  /** What {@code exports} names is a file of the package, with its ending. */
  private Optional<String> target(String place, String file) {
    String path = normal(place, file);
    return path.startsWith(place + "/") ? Optional.of(path).filter(this::isFile) : Optional.empty();
  }

  private Optional<String> internal(String from, String specifier, boolean importing) {
    for (String directory : upwards(from)) {
      if (isFile(join(directory, PackageJson.NAME))) {
        return packageIn(directory)
            .internal(specifier, importing)
            .flatMap(target ->
                target.startsWith("./")
                    ? file(normal(directory, target))
                    : inPackages(directory, target, importing));
      }
    }
    return Optional.empty();
  }

  /** A directory and those above it, up to the root. */
  private static List<String> upwards(String from) {
    List<String> all = new ArrayList<>();
    Path path = Path.of(from);
    while (path != null && !path.toString().isEmpty()) {
      all.add(path.toString());
      path = path.getParent();
    }
    all.add("");
    return all;
  }

  private PackageJson packageIn(String directory) {
    return packages.computeIfAbsent(
        directory, place -> PackageJson.read(root.resolve(join(place, PackageJson.NAME))));
  }

  @Override
  public Format format(String file) {
    if (file.endsWith(".mjs")) {
      return Format.MODULE;
    }
    if (file.endsWith(".cjs")) {
      return Format.COMMONJS;
    }
    return file.endsWith(".json") ? Format.JSON : formatByPackage(file);
  }

  private Format formatByPackage(String file) {
    String directory =
        Objects.requireNonNullElse(Path.of(file).getParent(), Path.of("")).toString();
    for (String above : upwards(directory)) {
      if (above.endsWith(PACKAGES)) {
        break; // What stands above describes another package.
      }
      if (isFile(join(above, PackageJson.NAME))) {
        Optional<Format> said = packageIn(above).format();
        return said.isPresent() ? said.get() : ModuleSyntax.formatOf(root.resolve(file));
      }
    }
    return ModuleSyntax.formatOf(root.resolve(file));
  }
}
