package dev.hearth.host.queue.durable;

import java.util.concurrent.CompletableFuture;

/** The way in for all durable work. Any thread may use it. */
public interface TaskQueue {

  /**
   * Takes in what has arrived, unless its functions' backlogs are full.
   *
   * @return ends when it is durable, on a thread that must not be held up, or with a {@code
   *     StoreException}: then it is not taken in
   */
  CompletableFuture<Acceptance> accept(Arrival arrival);
}
