package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.response.LambdaError;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the answers to calls that have ended. Stateless.
 *
 * @param executed the version as clients know it
 * @param tail whether the end of the log is wanted
 */
record InvokeAnswer(String executed, boolean tail) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String HANDLED = "Handled";

  /** The answer as a whole. */
  LambdaAnswer whole(InvocationRecord record) {
    return switch (InvokeResult.of(record)) {
      case InvokeResult.Refused(var fault) -> fault.answer();
      case InvokeResult.Returned(Payload payload, String type, boolean handled) ->
          answer(record, payload, type, handled ? HANDLED : "");
      case InvokeResult.Threw(LambdaError error) ->
          answer(record, error.json(), "application/json", "Unhandled");
    };
  }

  private LambdaAnswer answer(
      InvocationRecord record, Payload payload, String type, String functionError) {
    List<HeaderField> headers = new ArrayList<>(head(record, type));
    if (!functionError.isEmpty()) {
      headers.add(new HeaderField("x-amz-function-error", functionError));
    }
    if (tail) {
      headers.add(new HeaderField("x-amz-log-result", LogTail.of(record, executed)));
    }
    return new LambdaAnswer(200, headers, payload);
  }

  /** The fields that an answer has from its beginning on. */
  List<HeaderField> head(InvocationRecord record, String type) {
    return List.of(
        new HeaderField("content-type", type),
        new HeaderField("x-amz-executed-version", executed),
        new HeaderField(TraceHeader.NAME, TraceHeader.of(record.invocation().trace())));
  }

  /** What the last event of a stream says of how the call ended. */
  Payload completion(InvocationRecord record) {
    ObjectNode json = JSON.createObjectNode();
    switch (InvokeResult.streamed(record)) {
      case InvokeResult.Threw(LambdaError error) ->
          json.put("ErrorCode", error.errorType()).put("ErrorDetails", error.json().text());
      case InvokeResult.Refused(var fault) ->
          json.put("ErrorCode", fault.type()).put("ErrorDetails", fault.message());
      case InvokeResult.Returned returned when returned.handled() ->
          json.put("ErrorCode", HANDLED)
              .put("ErrorDetails", "the function answered with a status of 400 or more");
      case InvokeResult.Returned _ -> {}
    }
    if (tail) {
      json.put("LogResult", LogTail.of(record, executed));
    }
    return Payload.wrap(JSON.writeValueAsBytes(json));
  }
}
