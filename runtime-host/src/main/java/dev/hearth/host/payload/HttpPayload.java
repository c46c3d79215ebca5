package dev.hearth.host.payload;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.FunctionSpec.PayloadFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a request as the JSON that Lambda gives a handler for it, as AWS documents it under
 * "Working with AWS Lambda proxy integrations for HTTP APIs" (2.0 and 1.0). Stateless.
 */
public final class HttpPayload {

  private static final JsonFactory JSON = new JsonFactory();

  private HttpPayload() {}

  /**
   * The payload. A body that is still arriving is read to its end.
   *
   * @throws IOException when the caller is gone or has sent too much
   */
  public static Payload of(PayloadFormat format, Input.Http http, RequestFacts facts)
      throws IOException {
    Payload body = http.wholeBody();
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + body.size());
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      switch (format) {
        case V1 -> new PayloadV1(json).write(http, body, facts);
        case V2 -> new PayloadV2(json).write(http, body, facts);
      }
    }
    return Payload.wrap(out.toByteArray());
  }
}
