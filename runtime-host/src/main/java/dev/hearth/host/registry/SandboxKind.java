package dev.hearth.host.registry;

/** The isolation tier a function runs in. */
public enum SandboxKind {
  /** JARs in this JVM, each with its own class loader and threads. */
  CLASSLOADER,
  /** JavaScript, Python and WebAssembly in a GraalVM context. */
  POLYGLOT,
  /** An operating system process. */
  PROCESS,
  /** A container from an OCI image. */
  CONTAINER
}
