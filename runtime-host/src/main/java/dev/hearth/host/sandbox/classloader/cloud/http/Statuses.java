package dev.hearth.host.sandbox.classloader.cloud.http;

import java.io.IOException;

/** Which statuses a function may set, and which of them can be sent. Stateless. */
final class Statuses {

  private Statuses() {}

  /**
   * The status itself.
   *
   * @throws IllegalArgumentException if there is none of this number
   */
  static int requireStatus(int status) {
    if (status < 100 || status > 999) {
      throw new IllegalArgumentException("there is no HTTP status " + status);
    }
    return status;
  }

  /**
   * Refuses what this host does not send as the status of a whole answer.
   *
   * @throws IOException when it is interim or unknown
   */
  static void requireSendable(int status) throws IOException {
    if (status < 200 || status > 599) {
      throw new IOException("the status has to be one from 200 to 599, but is " + status);
    }
  }

  /** Whether an answer with this status has no body. */
  static boolean hasNoBody(int status) {
    return status == 204 || status == 304;
  }
}
