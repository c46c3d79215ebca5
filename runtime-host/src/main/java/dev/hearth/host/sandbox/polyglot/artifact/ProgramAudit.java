package dev.hearth.host.sandbox.polyglot.artifact;

import dev.hearth.host.sandbox.AuditReport;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a deployer should know of a program. Stateless. */
public final class ProgramAudit {

  private static final String PACKAGES = "node_modules";

  private ProgramAudit() {}

  /** Its size and the packages in it. */
  public static AuditReport of(GuestProgram program) {
    try (Stream<Path> all = Files.walk(program.root())) {
      long bytes = 0;
      TreeSet<String> packages = new TreeSet<>();
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
        if (file.endsWith(PackageJson.NAME)) {
          named(program.root().relativize(file))
              .ifPresent(name ->
                  packages.add(
                      PackageJson.read(file).version().map(v -> name + "@" + v).orElse(name)));
        }
      }
      return new AuditReport(0, bytes, List.copyOf(packages), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the package that a {@code package.json} belongs to; of nothing inside one. */
  private static Optional<String> named(Path description) {
    Path directory = description.getParent();
    if (directory == null || directory.getNameCount() < 2) {
      return Optional.empty();
    }
    int count = directory.getNameCount();
    String last = directory.getFileName().toString();
    String before = directory.getName(count - 2).toString();
    if (before.equals(PACKAGES)) {
      return Optional.of(last);
    }
    boolean scoped =
        before.startsWith("@")
            && count >= 3
            && directory.getName(count - 3).toString().equals(PACKAGES);
    return scoped ? Optional.of(before + "/" + last) : Optional.empty();
  }
}
