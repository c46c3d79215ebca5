package dev.hearth.host.sandbox.classloader.guard.view;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The system properties of one instance: a fixed list of harmless ones of the host, and directories
 * of its own. Guarded by itself.
 */
public final class PropertiesView {

  private static final List<String> SAFE =
      List.of(
          "file.encoding",
          "file.separator",
          "java.class.version",
          "java.home",
          "java.runtime.name",
          "java.runtime.version",
          "java.specification.name",
          "java.specification.vendor",
          "java.specification.version",
          "java.vendor",
          "java.vendor.url",
          "java.vendor.version",
          "java.version",
          "java.version.date",
          "java.vm.info",
          "java.vm.name",
          "java.vm.specification.name",
          "java.vm.specification.vendor",
          "java.vm.specification.version",
          "java.vm.vendor",
          "java.vm.version",
          "line.separator",
          "native.encoding",
          "os.arch",
          "os.name",
          "os.version",
          "path.separator",
          "stderr.encoding",
          "stdout.encoding",
          "sun.arch.data.model",
          "sun.cpu.endian",
          "sun.jnu.encoding",
          "user.country",
          "user.language",
          "user.timezone");

  private final Path temp;
  private Properties properties;

  PropertiesView(Path temp) {
    this.temp = temp;
    this.properties = fresh(temp);
  }

  private static Properties fresh(Path temp) {
    Properties fresh = new Properties();
    for (String name : SAFE) {
      String value = System.getProperty(name);
      if (value != null) {
        fresh.setProperty(name, value);
      }
    }
    for (String name : List.of("java.io.tmpdir", "user.dir", "user.home")) {
      fresh.setProperty(name, temp.toString());
    }
    fresh.setProperty("user.name", "function");
    fresh.setProperty("java.class.path", "");
    fresh.setProperty("java.library.path", "");
    return fresh;
  }

  /** All of them; the function may change what it gets. */
  public synchronized Properties all() {
    return properties;
  }

  /** Takes others; null goes back to what it began with. */
  public synchronized void replace(@Nullable Properties others) {
    properties = others == null ? fresh(temp) : others;
  }
}
