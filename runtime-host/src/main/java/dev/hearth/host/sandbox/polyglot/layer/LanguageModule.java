package dev.hearth.host.sandbox.polyglot.layer;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The host's own code for the languages, as a module of their layer: the classes of one package,
 * read from wherever the host's classes are. There they can see GraalVM, which the host itself does
 * not.
 */
final class LanguageModule extends ModuleReference {

  /** Its name. */
  static final String NAME = "dev.hearth.host.languages";

  /** The package that it consists of. */
  static final String PACKAGE = "dev.hearth.host.sandbox.polyglot.truffle";

  private LanguageModule(ModuleDescriptor descriptor, URI location) {
    super(descriptor, location);
  }

  static LanguageModule create() {
    return new LanguageModule(
        ModuleDescriptor.newModule(NAME)
            .requires("org.graalvm.polyglot")
            .requires("org.graalvm.truffle")
            .packages(Set.of(PACKAGE))
            .exports(PACKAGE)
            .provides(
                "com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider",
                List.of(PACKAGE + ".HeapInstrumentProvider"))
            .build(),
        URI.create("hearth:languages"));
  }

  @Override
  public ModuleReader open() {
    return new Reader();
  }

  private static final class Reader implements ModuleReader {

    @Override
    public Optional<URI> find(String name) throws IOException {
      URL found = LanguageModule.class.getResource("/" + name);
      try {
        return found == null ? Optional.empty() : Optional.of(found.toURI());
      } catch (URISyntaxException e) {
        throw new IOException(e);
      }
    }

    @Override
    public Optional<InputStream> open(String name) {
      return Optional.ofNullable(LanguageModule.class.getResourceAsStream("/" + name));
    }

    @Override
    public Stream<String> list() {
      return Stream.empty();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
