package dev.hearth.host.journey;

import dev.hearth.host.HostClient;
import dev.hearth.host.RunningHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class the client of one host with the default settings, which is started for
 * the first of them and ends with the class. Each test deploys under names of its own.
 */
public final class SharedHost implements ParameterResolver {

  private static final ExtensionContext.Namespace PLACE =
      ExtensionContext.Namespace.create(SharedHost.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == HostClient.class;
  }

  @Override
  public HostClient resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> testClass = test.getRequiredTestClass();
    ExtensionContext ofClass =
        test.getParent()
            .filter(parent -> parent.getTestClass().filter(testClass::equals).isPresent())
            .orElse(test);
    return ofClass
        .getStore(PLACE)
        .computeIfAbsent(Started.class, _ -> Started.inNewDirectory(), Started.class)
        .host()
        .client();
  }

  private record Started(RunningHost host, Path data) implements AutoCloseable {

    static Started inNewDirectory() {
      try {
        Path data = Files.createTempDirectory("hearth-journey");
        return new Started(RunningHost.start(data), data);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      host.close();
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
