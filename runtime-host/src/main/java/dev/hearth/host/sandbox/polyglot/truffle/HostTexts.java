package dev.hearth.host.sandbox.polyglot.truffle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.sandbox.polyglot.guest.GuestServices.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.graalvm.polyglot.Source;

/** Texts of the host's own in the languages, and the form of its answers there. Stateless. */
final class HostTexts {

  private HostTexts() {}

  /** What a context of a language begins with. */
  static Source runtime(String name, String language) {
    try (InputStream in = HostTexts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the host");
      }
      String text = new String(in.readAllBytes(), UTF_8);
      return Source.newBuilder(language, text, SourceNames.OURS + name).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code +} and the answer, or {@code -}, the reason, a line end and why there is none. */
  static String of(Reply reply) {
    return reply.ok() ? "+" + reply.text() : "-" + reply.reason() + "\n" + reply.text();
  }
}
