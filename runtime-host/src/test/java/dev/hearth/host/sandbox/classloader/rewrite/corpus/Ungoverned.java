package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import dev.hearth.host.sandbox.classloader.guard.Ward;
import dev.hearth.host.sandbox.classloader.guard.view.Premises;
import java.nio.file.Path;

/** Lets everything go on. Safe for use by several threads. */
final class Ungoverned implements Ward {

  @Override
  public boolean mustEnd() {
    return false;
  }

  @Override
  public void allocating(long bytes) {}

  @Override
  public void forbidden(String message) {}

  @Override
  public void log(String stream, byte[] bytes, int offset, int length) {}

  @Override
  public Path temp() {
    throw new IllegalStateException("there is no instance");
  }

  @Override
  public Premises premises() {
    throw new IllegalStateException("there is no instance");
  }
}
