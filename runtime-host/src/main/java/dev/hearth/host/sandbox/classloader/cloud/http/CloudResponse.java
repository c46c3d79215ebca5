package dev.hearth.host.sandbox.classloader.cloud.http;

import com.google.cloud.functions.HttpResponse;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.classloader.binding.HostsFields;
import dev.hearth.host.sandbox.classloader.binding.OutputBindingException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The response of a function while it makes it. What it says of status and header fields counts
 * until the first of the body is sent. Threads of the call may share it.
 */
public final class CloudResponse implements HttpResponse {

  private static final String CONTENT_TYPE = "Content-Type";

  private final ResponseBody body;
  private final List<HeaderField> fields = new ArrayList<>();
  private int status = 200;
  private Charset charset = StandardCharsets.UTF_8;
  private @Nullable OutputStream stream;
  private @Nullable BufferedWriter writer;

  /**
   * A response with status 200 and nothing else.
   *
   * @param answers where it goes
   * @param limit of an answer for callers who take it only as a whole
   * @param method of the request
   */
  public CloudResponse(AnswerStream answers, ByteSize limit, String method) {
    this.body = new ResponseBody(this::head, answers, limit, method.equals("HEAD"));
  }

  private synchronized Outcome.Answered head() {
    return new Outcome.Answered(status, sent(), Payload.empty());
  }

  private List<HeaderField> sent() {
    return fields.stream()
        .filter(field -> !HostsFields.contain(field.name()))
        .map(field -> new HeaderField(field.name(), HeaderText.sendable(field.value())))
        .toList();
  }

  @Override
  public synchronized void setStatusCode(int code) {
    status = Statuses.requireStatus(code);
  }

  @Override
  public void setStatusCode(int code, String message) {
    setStatusCode(code);
  }

  @Override
  public synchronized void setContentType(@Nullable String contentType) {
    fields.removeIf(field -> field.name().equalsIgnoreCase(CONTENT_TYPE));
    if (contentType == null) {
      charset = StandardCharsets.UTF_8;
    } else {
      fields.add(new HeaderField(CONTENT_TYPE, contentType));
      charset = ContentTypes.ofOutput(contentType).orElse(StandardCharsets.UTF_8);
    }
  }

  @Override
  public synchronized Optional<String> getContentType() {
    return HeaderFields.first(fields, CONTENT_TYPE);
  }

  @Override
  public synchronized void appendHeader(String name, @Nullable String value) {
    if (name.equalsIgnoreCase(CONTENT_TYPE)) {
      setContentType(value);
    } else if (value != null) {
      fields.add(new HeaderField(HeaderText.name(name), value));
    }
  }

  @Override
  public synchronized Map<String, List<String>> getHeaders() {
    return HeaderFields.byName(fields);
  }

  @Override
  public synchronized OutputStream getOutputStream() {
    if (writer != null) {
      throw new IllegalStateException("getWriter() was called before: the body is text");
    }
    stream = body;
    return body;
  }

  @Override
  public synchronized BufferedWriter getWriter() {
    BufferedWriter known = writer;
    if (known == null) {
      if (stream != null) {
        throw new IllegalStateException("getOutputStream() was called before: the body is bytes");
      }
      known = new ResponseWriter(body, charset);
      writer = known;
    }
    return known;
  }

  /**
   * The function has done its part.
   *
   * @throws OutputBindingException when what it has made cannot be sent
   */
  public Outcome.Answered finished() throws OutputBindingException {
    try {
      flushWriter();
      Outcome.Answered answer = body.end();
      Statuses.requireSendable(answer.status());
      return answer;
    } catch (IOException e) {
      throw failure().orElseGet(() -> new OutputBindingException("the answer: " + e.getMessage()));
    }
  }

  private void flushWriter() throws IOException {
    BufferedWriter open = writer;
    if (open != null && !body.isClosed()) {
      body.beforeEnd();
      open.flush();
    }
  }

  /** Why the answer cannot be sent, if that is so. */
  public Optional<OutputBindingException> failure() {
    return body.failure()
        .map(why ->
            new OutputBindingException("the function's answer broke off: " + why.getMessage()));
  }

  /** What the caller gets when the function has failed: its header fields, but nothing else. */
  public synchronized Outcome.Answered failed(int code) {
    return new Outcome.Answered(code, sent(), Payload.empty());
  }
}
