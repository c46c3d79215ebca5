package dev.hearth.host.sandbox.polyglot.truffle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.sandbox.polyglot.guest.ModuleResolution;
import dev.hearth.host.sandbox.polyglot.guest.ModuleResolution.Format;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The files of a JavaScript program as its module loader asks for them. The loader takes every name
 * in an import as a path beside the importing file; what is not there is looked for as Node.js
 * would. A CommonJS file is read as a module that exports what the file exports.
 */
final class JavaScriptFiles extends GuestFiles {

  private volatile ModuleResolution modules = ModuleResolution.none();
  private volatile Function<String, String> wrapper = file -> file;

  /**
   * Shows a program.
   *
   * @param asModule gives the text of a module that stands for a CommonJS file
   */
  void mount(Path root, ModuleResolution resolution, Function<String, String> asModule) {
    modules = resolution;
    wrapper = asModule;
    mount(root);
  }

  private Path found(Path path) throws NoSuchFileException {
    Path real = real(path);
    if (Files.isRegularFile(real)) {
      return path;
    }
    return imported(path)
        .map(file -> Path.of(HOME, file))
        .orElseThrow(() -> new NoSuchFileException(SourceNames.shown(path.toString())));
  }

  /** Takes the part of the path behind the last directory that there is as the name imported. */
  private Optional<String> imported(Path path) throws NoSuchFileException {
    Path absolute = toAbsolutePath(path);
    for (Path directory = absolute.getParent();
        directory != null && isInside(directory);
        directory = directory.getParent()) {
      if (Files.isDirectory(real(directory))) {
        String name = directory.relativize(absolute).toString();
        Optional<String> file = modules.resolve(below(directory), name, true);
        if (file.isPresent()) {
          return file;
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    super.checkAccess(found(path), modes, options);
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    return super.toRealPath(found(path), options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String wanted, LinkOption... options)
      throws IOException {
    return super.readAttributes(found(path), wanted, options);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path file = found(path);
    String below = below(file);
    if (modules.format(below) == Format.COMMONJS) {
      return new BytesChannel(wrapper.apply(below).getBytes(UTF_8));
    }
    return super.newByteChannel(file, options, attributes);
  }
}
