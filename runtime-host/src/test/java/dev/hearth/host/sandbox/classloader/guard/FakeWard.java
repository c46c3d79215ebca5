package dev.hearth.host.sandbox.classloader.guard;

import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.sandbox.classloader.guard.view.Premises;
import dev.hearth.host.sandbox.classloader.policy.RuleTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** An instance that is not there, with a scope of its own. Any thread may use it. */
final class FakeWard implements Ward {

  final List<String> forbidden = new CopyOnWriteArrayList<>();
  final List<String> printed = new CopyOnWriteArrayList<>();
  final AtomicLong allocated = new AtomicLong();
  final ThreadGroup group = new ThreadGroup("hello@3");
  final Scope scope = new Scope(this);
  private final Path directory;
  private final Permissions permissions;

  FakeWard(Path directory, Permissions permissions) {
    this.directory = directory;
    this.permissions = permissions;
  }

  /** What a function gets whose manifest says nothing. */
  static FakeWard usual() {
    return new FakeWard(Path.of("nowhere"), Permissions.usual(Policy.PRACTICAL));
  }

  @Override
  public boolean mustEnd() {
    return false;
  }

  @Override
  public void allocating(long bytes) {
    allocated.addAndGet(bytes);
    if (bytes > 100 << 20) {
      throw new Kill("too much");
    }
  }

  @Override
  public void forbidden(String message) {
    forbidden.add(message);
  }

  @Override
  public void log(String stream, byte[] bytes, int offset, int length) {
    printed.add(stream + ": " + new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public Path temp() {
    return directory.resolve("temp");
  }

  @Override
  public Premises premises() {
    return new Premises(
        "hello@3",
        FakeWard.class.getClassLoader(),
        group,
        directory.resolve("artifact"),
        directory.resolve("host"),
        Map.of("GREETING", "hello"),
        permissions,
        RuleTable.of(Policy.PRACTICAL));
  }
}
