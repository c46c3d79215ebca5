package dev.hearth.host.sandbox.polyglot.guest;

/**
 * One context of a language. It is used by one thread at a time, which may change between calls;
 * {@link #cancel} may come from any.
 */
public interface Guest {

  /**
   * Loads a program, once.
   *
   * @throws GuestFailure when it cannot; the guest is then of no use
   */
  void load(GuestProgram program, GuestServices services) throws GuestFailure;

  /**
   * Runs one call and turns what comes of it into bytes.
   *
   * @param most the most bytes that the answer may have
   * @throws GuestFailure when there is no answer
   */
  GuestAnswer call(GuestInput input, long most) throws GuestFailure;

  /** Ends what runs in it as soon as the language can; waits for that, and may be called again. */
  void cancel();

  /** Gives back everything; nothing runs in it. */
  void close();

  /** Bytes of heap that it keeps alive, as far as the language can tell; 0 if it cannot. */
  long retainedBytes();
}
