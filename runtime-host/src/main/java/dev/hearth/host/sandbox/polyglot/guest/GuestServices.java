package dev.hearth.host.sandbox.polyglot.guest;

/**
 * What the host does for the code of one guest. Called on the guest's thread only. What is asked
 * for and cannot be had is answered, not thrown: a language makes an error of its own of it.
 */
public interface GuestServices {

  /** Takes what was written to {@code stdout} or {@code stderr}. */
  void write(String stream, byte[] bytes, int from, int length);

  /** Adds to the log of the call that runs. */
  void log(String level, String text);

  /** Milliseconds until the call that runs must end; never negative. */
  long remainingMillis();

  /** The value of a secret that the manifest grants. */
  Reply secret(String name);

  /**
   * Calls another function and waits for its answer.
   *
   * @param target {@code name}, {@code name@version} or {@code name@alias}
   * @param requestJson an object with {@code method}, {@code path}, {@code query}, {@code headers}
   *     and {@code body} or {@code bodyBase64}, each of which may be missing
   * @return an object with {@code status}, {@code headers}, {@code body} and {@code
   *     isBase64Encoded}
   */
  Reply invoke(String target, String requestJson);

  /**
   * Publishes an event and waits until it is durable.
   *
   * @param eventJson in the structured form of CloudEvents; {@code specversion}, {@code id} and
   *     {@code source} may be missing
   * @return the host's own id of the event
   */
  Reply emit(String eventJson);

  /**
   * The answer to something that a guest asked for.
   *
   * @param ok whether it was done
   * @param reason why not, as the slug of a reason; empty if it was
   * @param text the answer, or a sentence that says why there is none
   */
  record Reply(boolean ok, String reason, String text) {

    /** It was done. */
    public static Reply of(String text) {
      return new Reply(true, "", text);
    }

    /** It was not. */
    public static Reply refused(String reason, String why) {
      return new Reply(false, reason, why);
    }
  }
}
