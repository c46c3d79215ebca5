package dev.hearth.host.sandbox.archive;

import java.io.IOException;

/** Takes the content of an entry, piece by piece. */
@FunctionalInterface
public interface ContentSink {

  /**
   * Takes {@code length} bytes of {@code buffer}, which is used again afterwards.
   *
   * @throws MalformedArchiveException if the entry holds more than is allowed
   */
  void accept(byte[] buffer, int offset, int length) throws IOException, MalformedArchiveException;
}
