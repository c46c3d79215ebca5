package dev.hearth.host.admin.multipart;

/**
 * Takes the parts of a multipart body as they come. Called by the owner of the reader.
 *
 * @param <E> what ends the reading when a part is not wanted
 */
public interface PartSink<E extends Exception> {

  /** A part begins; the one before it is complete. */
  void begin(PartHead head) throws E;

  /**
   * More of the content of the part that has begun.
   *
   * @param bytes of the reader; to be left as they are, and only until this returns
   * @param from the first byte
   * @param to behind the last byte; greater than {@code from}
   */
  void content(byte[] bytes, int from, int to) throws E;
}
