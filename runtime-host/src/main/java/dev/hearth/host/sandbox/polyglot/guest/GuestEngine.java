package dev.hearth.host.sandbox.polyglot.guest;

/** What the guests of one language share. Any thread may use it. */
public interface GuestEngine {

  /** What runs the code, as the engine calls itself. */
  String implementation();

  /** A guest without a program. */
  Guest guest();

  /**
   * Reads every file of a program without running any.
   *
   * @throws GuestFailure of the kind {@link GuestFailure.Kind#SYNTAX}, which names the place
   */
  void check(GuestProgram program) throws GuestFailure;

  /** Ends it; there are no guests any more. */
  void close();
}
