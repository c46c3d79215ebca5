package dev.hearth.host.sandbox.classloader.cloud.http;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;

/**
 * What a function writes text to. Closing it ends the answer, which then still goes out as a whole,
 * with its length. Threads of the call may share it.
 */
final class ResponseWriter extends BufferedWriter {

  private final ResponseBody body;

  ResponseWriter(ResponseBody body, Charset charset) {
    super(new OutputStreamWriter(body, charset));
    this.body = body;
  }

  @Override
  public void close() throws IOException {
    body.beforeEnd();
    super.close();
  }
}
