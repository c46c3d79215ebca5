package dev.hearth.host.sandbox.polyglot.layer;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The modules of the languages: those in a directory and our own. What the compiler of a host that
 * was started with one brings along is left out, for there must be one copy of it.
 */
final class LanguageModules implements ModuleFinder {

  private static final String COMPILER = "jdk.graal.compiler";

  /** What the compiler and the languages share, as far as it has come with the compiler. */
  private static final Set<String> SHARED =
      Set.of(
          "org.graalvm.collections",
          "org.graalvm.jniutils",
          "org.graalvm.nativeimage",
          "org.graalvm.truffle.compiler",
          "org.graalvm.word");

  private final ModuleFinder directory;
  private final ModuleReference own = LanguageModule.create();
  private final ModuleLayer boot;
  private final boolean hasCompiler;

  LanguageModules(Path path, ModuleLayer boot) {
    this.directory = ModuleFinder.of(path);
    this.boot = boot;
    this.hasCompiler = boot.findModule("org.graalvm.truffle.compiler").isPresent();
  }

  /** Whether the host was started with the compiler. */
  boolean hasCompiler() {
    return hasCompiler;
  }

  private boolean isWanted(String name) {
    return !name.equals(COMPILER)
        && !(hasCompiler && SHARED.contains(name) && boot.findModule(name).isPresent());
  }

  @Override
  public Optional<ModuleReference> find(String name) {
    if (name.equals(LanguageModule.NAME)) {
      return Optional.of(own);
    }
    return isWanted(name) ? directory.find(name) : Optional.empty();
  }

  @Override
  public Set<ModuleReference> findAll() {
    Set<ModuleReference> all = new HashSet<>();
    all.add(own);
    directory.findAll().stream()
        .filter(module -> isWanted(module.descriptor().name()))
        .forEach(all::add);
    return all;
  }
}
