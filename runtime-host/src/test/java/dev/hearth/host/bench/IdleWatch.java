package dev.hearth.host.bench;

import java.io.IOException;

/** Looks once a second how many instances are idle, on a thread of its own. */
final class IdleWatch implements AutoCloseable {

  private final Control control;
  private final Samples idle = new Samples();
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::look);
  private volatile boolean ended;

  IdleWatch(Control control) {
    this.control = control;
  }

  void begin() {
    thread.start();
  }

  private void look() {
    try {
      while (!ended) {
        idle.add(control.metric("hearth_instances_idle"));
        Thread.sleep(1_000);
      }
    } catch (IOException | InterruptedException e) {
      ended = true; // the calls tell what is wrong with the host
    }
  }

  void end() throws InterruptedException {
    ended = true;
    thread.join();
  }

  /** How many there were on average. */
  double average() {
    return idle.mean();
  }

  @Override
  public void close() {
    ended = true;
  }
}
