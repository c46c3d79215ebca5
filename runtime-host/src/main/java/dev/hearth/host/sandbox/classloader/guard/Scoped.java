package dev.hearth.host.sandbox.classloader.guard;

/** A class loader of one function instance. */
public interface Scoped {

  /** What the classes it defines are confined to. */
  Scope scope();
}
