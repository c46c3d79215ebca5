package dev.hearth.function;

import java.io.OutputStream;

/** Writes the body of a response piece by piece, while it is being sent. */
@FunctionalInterface
public interface StreamWriter {

  /**
   * Writes the body to {@code out}, within the call's deadline. {@code flush()} sends what has been
   * written so far, and with the first bytes the status and the header fields. While the client
   * reads more slowly than the function writes, {@code out} lets the writing thread wait. The body
   * is complete when this method returns; {@code out} need not be closed.
   *
   * @throws Exception anything: if nothing has been sent yet the caller gets 502, else the
   *     connection is cut, so that the caller sees that the body is not complete
   */
  void write(OutputStream out) throws Exception;
}
