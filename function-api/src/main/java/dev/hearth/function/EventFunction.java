package dev.hearth.function;

/** A function that is told that something happened. */
@FunctionalInterface
public interface EventFunction {

  /**
   * Takes one event. Returning means that it is dealt with.
   *
   * @throws Exception anything: the event is not dealt with
   */
  void handle(Event event, Context context) throws Exception;
}
