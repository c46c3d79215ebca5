package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import dev.hearth.host.sandbox.classloader.guard.Ward;

/** Lets everything go on. Safe for use by several threads. */
final class Ungoverned implements Ward {

  @Override
  public boolean mustEnd() {
    return false;
  }

  @Override
  public void allocating(long bytes) {}
}
