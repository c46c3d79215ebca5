package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.GuestServices;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output or standard error of a guest; what comes before its program is dropped. */
final class GuestStream extends OutputStream {

  private final String name;
  private volatile @Nullable GuestServices services;

  GuestStream(String name) {
    this.name = name;
  }

  void connect(GuestServices taking) {
    services = taking;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    GuestServices taking = services;
    if (taking != null) {
      taking.write(name, bytes, from, length);
    }
  }
}
