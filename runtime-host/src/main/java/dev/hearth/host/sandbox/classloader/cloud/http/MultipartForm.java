package dev.hearth.host.sandbox.classloader.cloud.http;

import com.google.cloud.functions.HttpRequest.HttpPart;
import dev.hearth.host.invocation.HeaderField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a form apart that is there as a whole (RFC 7578). Lines may end with LF alone, as they may
 * in functions-framework-java; of several parts with one name the last is given, as the API has
 * room for one. Used by one thread.
 */
final class MultipartForm {

  private final byte[] body;
  private final byte[] delimiter;
  private final Map<String, HttpPart> parts = new LinkedHashMap<>();
  private int position;

  private MultipartForm(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The parts by name.
   *
   * @throws IllegalStateException when it is no such form; the message says what is wrong
   */
  static Map<String, HttpPart> read(byte[] body, String contentType) {
    String boundary =
        FieldParameters.value(contentType, "boundary")
            .filter(b -> !b.isEmpty())
            .orElseThrow(() -> wrong("its Content-Type names no boundary"));
    MultipartForm form = new MultipartForm(body, boundary);
    form.readAll();
    return Collections.unmodifiableMap(form.parts);
  }

  private static IllegalStateException wrong(String what) {
    return new IllegalStateException("the body is not multipart/form-data: " + what);
  }

  private void readAll() {
    position = delimiterFrom(0) + delimiter.length;
    while (!isLast()) {
      skipLine();
      List<HeaderField> headers = headers();
      int from = position;
      int next = delimiterFrom(from);
      add(headers, from, Math.max(from, lineEndBefore(next)));
      position = next + delimiter.length;
    }
  }

  /** The next place where the delimiter stands at the beginning of a line. */
  private int delimiterFrom(int from) {
    for (int i = from; i + delimiter.length <= body.length; i++) {
      if ((i == 0 || body[i - 1] == '\n') && isDelimiterAt(i)) {
        return i;
      }
    }
    throw wrong("it ends before the boundary that ends it");
  }

  private boolean isDelimiterAt(int at) {
    for (int i = 0; i < delimiter.length; i++) {
      if (body[at + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  private int lineEndBefore(int at) {
    int end = at - 1;
    return end > 0 && body[end - 1] == '\r' ? end - 1 : end;
  }

  private boolean isLast() {
    return position + 1 < body.length && body[position] == '-' && body[position + 1] == '-';
  }

  private void skipLine() {
    String rest = line();
    if (!rest.isBlank()) {
      throw wrong("there is text behind a boundary");
    }
  }

  /** The next line without its end. */
  private String line() {
    int from = position;
    while (position < body.length && body[position] != '\n') {
      position++;
    }
    if (position == body.length) {
      throw wrong("it ends within the header of a part");
    }
    int to = lineEndBefore(position + 1);
    position++;
    return new String(body, from, Math.max(0, to - from), StandardCharsets.UTF_8);
  }

  private List<HeaderField> headers() {
    List<HeaderField> headers = new ArrayList<>(2);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw wrong("a part has a header line without a name");
      }
      headers.add(
          new HeaderField(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private void add(List<HeaderField> headers, int from, int to) {
    String disposition =
        HeaderFields.first(headers, "content-disposition")
            .orElseThrow(() -> wrong("a part has no Content-Disposition"));
    String name =
        FieldParameters.value(disposition, "name").orElseThrow(() -> wrong("a part has no name"));
    Optional<String> fileName =
        FieldParameters.extended(disposition, "filename")
            .or(() -> FieldParameters.value(disposition, "filename"));
    parts.put(name, new FormPart(name, fileName, headers, new FormPart.Slice(body, from, to)));
  }
}
