package dev.hearth.host.invocation;

import dev.hearth.function.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What a function is given. The same function may be given each kind. */
public sealed interface Input {

  /** The bytes that a raw handler gets; empty when they are streamed. */
  Payload body();

  /**
   * All of the bytes, read to their end first if they are streamed.
   *
   * @throws IOException when the caller is gone or has sent too much
   */
  default Payload wholeBody() throws IOException {
    return body();
  }

  /** The bytes as a stream. */
  default InputStream bodyStream() {
    return body().stream();
  }

  /**
   * An HTTP request.
   *
   * @param method as sent
   * @param path behind the function's address, with a leading slash, not decoded
   * @param query as sent, without question mark; empty if there was none
   * @param headers in the order sent
   * @param body empty when it is streamed
   * @param stream the body while it arrives, to be read once; {@link #WHOLE} when it is not
   *     streamed
   */
  record Http(
      String method,
      String path,
      String query,
      List<HeaderField> headers,
      Payload body,
      InputStream stream)
      implements Input {

    /** Stands for no stream. */
    public static final InputStream WHOLE = InputStream.nullInputStream();

    public Http {
      headers = List.copyOf(headers);
    }

    /** With a body that is there as a whole. */
    public Http(String method, String path, String query, List<HeaderField> headers, Payload body) {
      this(method, path, query, headers, body, WHOLE);
    }

    /** The same with a body that is read while it arrives. */
    public Http streaming(InputStream arriving) {
      return new Http(method, path, query, headers, Payload.empty(), arriving);
    }

    /** Whether the body is read while it arrives. */
    public boolean isStreamed() {
      return !stream.equals(WHOLE);
    }

    @Override
    public Payload wholeBody() throws IOException {
      return isStreamed() ? Payload.wrap(stream.readAllBytes()) : body;
    }

    @Override
    public InputStream bodyStream() {
      return isStreamed() ? stream : body.stream();
    }
  }

  /** Something that happened; {@code body} is the event's data. */
  record Happening(Event event, Payload body) implements Input {}

  /**
   * A payload handed over as it is, by the Lambda Invoke API.
   *
   * @param body the payload, JSON as a rule
   * @param clientContext the JSON that the caller gave for the function's context; empty if none
   */
  record Direct(Payload body, String clientContext) implements Input {

    /** The same as a request, for handlers that take requests: the payload is posted as JSON. */
    public Http request() {
      return new Http(
          "POST", "/", "", List.of(new HeaderField("content-type", "application/json")), body);
    }
  }
}
