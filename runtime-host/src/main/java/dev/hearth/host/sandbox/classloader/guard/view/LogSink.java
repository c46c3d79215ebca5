package dev.hearth.host.sandbox.classloader.guard.view;

/** Takes what a function prints. Safe for several threads. */
@FunctionalInterface
public interface LogSink {

  /** Takes some bytes of {@code stdout} or {@code stderr}. */
  void write(String stream, byte[] bytes, int offset, int length);
}
