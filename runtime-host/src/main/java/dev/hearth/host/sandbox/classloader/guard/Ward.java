package dev.hearth.host.sandbox.classloader.guard;

import dev.hearth.host.sandbox.classloader.guard.view.Premises;
import java.nio.file.Path;

/**
 * What the host keeps for one instance on behalf of the guard. Called on threads of the function;
 * quick, and safe for several threads.
 */
public interface Ward {

  /** Whether the running thread works for a call that has been ended. */
  boolean mustEnd();

  /**
   * The running thread is about to allocate so many bytes at once.
   *
   * @throws Kill if that is more than the budget of its call has left
   */
  void allocating(long bytes);

  /** A rule was hit on the running thread; {@code message} is what the function is told. */
  void forbidden(String message);

  /**
   * The function wrote to one of its standard streams.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  void log(String stream, byte[] bytes, int offset, int length);

  /** The temporary directory of the instance, made when it is first asked for. */
  Path temp();

  /** What never changes; asked for once, when the function first uses something confined. */
  Premises premises();
}
