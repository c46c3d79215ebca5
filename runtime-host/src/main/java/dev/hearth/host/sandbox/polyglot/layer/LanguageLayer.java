package dev.hearth.host.sandbox.polyglot.layer;

import dev.hearth.host.sandbox.polyglot.guest.GuestEngines;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Opens the layer of the languages. They see of the host the types of {@code
 * sandbox.polyglot.guest} and nothing else. Stateless.
 */
public final class LanguageLayer {

  private static final String DIRECTORY = "polyglot";
  private static final String ENTRY = LanguageModule.PACKAGE + ".LanguageEngines";

  private LanguageLayer() {}

  /** Where the modules of GraalVM are: in a directory beside the host's own classes. */
  public static Path besideHost() {
    try {
      URL classes = LanguageLayer.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(classes.toURI()).resolveSibling(DIRECTORY);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the host cannot tell where its own classes are", e);
    }
  }

  /** Whether there is such a directory. */
  public static boolean isThere() {
    return Files.isDirectory(besideHost());
  }

  /** Whether the host was started with the compiler for guests' code. */
  public static boolean hasCompiler() {
    return ModuleLayer.boot().findModule("org.graalvm.truffle.compiler").isPresent();
  }

  /**
   * Loads the languages, which takes about a second.
   *
   * @param scratch where they may unpack files of their own
   * @throws IllegalStateException when they are not all there or cannot be loaded
   */
  public static GuestEngines open(Path scratch) {
    Path directory = besideHost();
    ModuleLayer boot = ModuleLayer.boot();
    LanguageModules modules = new LanguageModules(directory, boot);
    // Read by Truffle alone, when its first class is loaded.
    System.setProperty("polyglot.engine.userResourceCache", scratch.toString());
    if (!modules.hasCompiler()) {
      System.setProperty("polyglotimpl.AttachLibraryFailureAction", "ignore");
    }
    try {
      Configuration configuration =
          boot.configuration()
              .resolveAndBind(modules, ModuleFinder.of(), Set.of(LanguageModule.NAME));
      ModuleLayer.Controller layer =
          ModuleLayer.defineModulesWithOneLoader(
              configuration, List.of(boot), LanguageLayer.class.getClassLoader());
      return entry(layer, modules.hasCompiler());
    } catch (FindException | ResolutionException | ReflectiveOperationException e) {
      throw new IllegalStateException("the languages in " + directory + " cannot be loaded", e);
    }
  }

  @SuppressWarnings("restricted") // The compiler wants native access for Truffle.
  private static GuestEngines entry(ModuleLayer.Controller layer, boolean compiles)
      throws ReflectiveOperationException {
    Module own = layer.layer().findModule(LanguageModule.NAME).orElseThrow();
    Module host = LanguageLayer.class.getModule();
    host.addExports(GuestEngines.class.getPackageName(), own);
    layer.addReads(own, host);
    if (compiles) {
      for (String name : List.of("org.graalvm.truffle", "org.graalvm.truffle.runtime")) {
        layer.layer().findModule(name).ifPresent(layer::enableNativeAccess);
      }
    }
    Class<?> entry = Class.forName(ENTRY, true, own.getClassLoader());
    return (GuestEngines) entry.getConstructor().newInstance();
  }
}
