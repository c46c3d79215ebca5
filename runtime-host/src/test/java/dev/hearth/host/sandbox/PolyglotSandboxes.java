package dev.hearth.host.sandbox;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.fixture.Controls;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import dev.hearth.host.sandbox.polyglot.Languages;
import dev.hearth.host.sandbox.polyglot.PolyglotSandbox;
import dev.hearth.host.sandbox.polyglot.artifact.ProgramStore;
import dev.hearth.host.sandbox.polyglot.layer.LanguageLayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Polyglot sandboxes for tests, which share the engines of one test class. */
final class PolyglotSandboxes {

  private PolyglotSandboxes() {}

  static Languages languages(Path scratch) {
    return new Languages(() -> LanguageLayer.open(scratch), LanguageLayer.hasCompiler());
  }

  static PolyglotSandbox sandbox(Languages languages, Path root, FunctionCalls calls) {
    return new PolyglotSandbox(
        new ProgramStore(root.resolve("programs"), ArchiveLimits.defaults()),
        version -> {
          throw new IllegalStateException(version + " was prepared, and is asked for again");
        },
        languages,
        ByteSize.mebibytes(1),
        Controls.polyglot(new TimeSource(InstantSource.system(), System::nanoTime), calls));
  }

  /** A zip with these files. */
  static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A zip with one text. */
  static byte[] zip(String name, String text) {
    return zip(Map.of(name, text.getBytes(StandardCharsets.UTF_8)));
  }
}
