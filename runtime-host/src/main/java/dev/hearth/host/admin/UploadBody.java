package dev.hearth.host.admin;

import dev.hearth.host.response.RefusedException;
import io.vertx.core.buffer.Buffer;

/** What the bytes of an upload mean. Owned by the connection's event loop. */
interface UploadBody {

  /** More of the body. */
  void read(Buffer piece) throws RefusedException;

  /**
   * The body is complete.
   *
   * @return the configuration that came with the artifact; empty if none did
   */
  String end() throws RefusedException;

  /** What its sender calls the artifact; empty if that was not said. */
  default String fileName() {
    return "";
  }

  /** The body is the artifact. */
  static UploadBody bare(UploadFile file) {
    return new UploadBody() {
      @Override
      public void read(Buffer piece) {
        file.write(piece);
      }

      @Override
      public String end() {
        return "";
      }
    };
  }
}
