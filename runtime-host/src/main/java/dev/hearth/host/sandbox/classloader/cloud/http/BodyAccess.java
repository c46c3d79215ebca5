package dev.hearth.host.sandbox.classloader.cloud.http;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a body be read as bytes or as text, but not as both. Used by the threads of one call; the
 * first wins.
 */
final class BodyAccess {

  private final Supplier<InputStream> body;
  private @Nullable InputStream stream;
  private @Nullable BufferedReader reader;

  BodyAccess(Supplier<InputStream> body) {
    this.body = body;
  }

  /**
   * The bytes.
   *
   * @throws IllegalStateException if it is read as text already
   */
  synchronized InputStream stream() {
    if (reader != null) {
      throw new IllegalStateException("getReader() was called before: the body is read as text");
    }
    InputStream known = stream;
    if (known == null) {
      known = body.get();
      stream = known;
    }
    return known;
  }

  /**
   * The text.
   *
   * @throws IllegalStateException if it is read as bytes already
   */
  synchronized BufferedReader reader(Supplier<Charset> charset) {
    BufferedReader known = reader;
    if (known == null) {
      if (stream != null) {
        throw new IllegalStateException(
            "getInputStream() was called before: the body is read as bytes");
      }
      known = new BufferedReader(new InputStreamReader(body.get(), charset.get()));
      reader = known;
    }
    return known;
  }
}
