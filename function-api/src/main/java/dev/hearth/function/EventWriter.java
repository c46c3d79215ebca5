package dev.hearth.function;

/** Writes Server-Sent Events, while they are being sent. */
@FunctionalInterface
public interface EventWriter {

  /**
   * Sends events until there are no more, within the call's deadline. The stream ends when this
   * method returns; a browser then connects again after a while.
   *
   * @throws Exception anything, as {@link StreamWriter#write} does
   */
  void write(ServerSentEvents events) throws Exception;
}
