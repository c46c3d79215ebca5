package dev.hearth.host.sandbox.classloader.binding.lambda;

import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Reads and writes the values of one type. Throws whatever the serialiser behind it throws. */
interface Codec {

  /** A value from JSON. */
  @Nullable Object read(InputStream json) throws Exception;

  /** A value as JSON. */
  void write(@Nullable Object value, OutputStream out) throws Exception;
}
