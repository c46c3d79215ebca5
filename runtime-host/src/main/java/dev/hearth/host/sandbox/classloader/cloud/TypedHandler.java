package dev.hearth.host.sandbox.classloader.cloud;

import com.google.cloud.functions.TypedFunction;
import com.google.cloud.functions.TypedFunction.WireFormat;
import dev.hearth.function.Context;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.sandbox.classloader.binding.BoundHandler;
import dev.hearth.host.sandbox.classloader.binding.HandlerFailedException;
import dev.hearth.host.sandbox.classloader.cloud.http.CloudInput;
import dev.hearth.host.sandbox.classloader.cloud.http.CloudRequest;
import dev.hearth.host.sandbox.classloader.cloud.http.CloudResponse;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives values to a {@code TypedFunction}, read and written by its wire format: its own, or JSON.
 */
record TypedHandler(
    TypedFunction<Object, Object> function, WireFormat format, Type type, ByteSize limit)
    implements BoundHandler {

  /** Asks the function for its wire format. */
  static TypedHandler of(TypedFunction<?, ?> handler, ByteSize limit) {
    @SuppressWarnings("unchecked")
    TypedFunction<Object, Object> function = (TypedFunction<Object, Object>) handler;
    WireFormat format = Objects.requireNonNullElseGet(function.getWireFormat(), JsonFormat::new);
    Type type = HandlerTypes.parameter(handler.getClass(), "apply");
    return new TypedHandler(function, format, type, limit);
  }

  @Override
  public Outcome.Answered call(Input input, Context context, AnswerStream answers)
      throws Exception {
    Input.Http request = CloudInput.request(input);
    CloudResponse response = new CloudResponse(answers, limit, request.method());
    Object value = read(new CloudRequest(request), response);
    write(value, response);
    return response.finished();
  }

  private @Nullable Object read(CloudRequest request, CloudResponse response)
      throws HandlerFailedException {
    try {
      return format.deserialize(request, type);
    } catch (Throwable thrown) {
      throw new HandlerFailedException(thrown, Reason.INVALID_REQUEST, response.failed(400));
    }
  }

  private void write(@Nullable Object value, CloudResponse response) throws Exception {
    try {
      format.serialize(function.apply(value), response);
    } catch (Throwable thrown) {
      if (response.failure().isPresent()) {
        throw response.failure().get();
      }
      throw new HandlerFailedException(thrown, Reason.FUNCTION_ERROR, response.failed(500));
    }
  }
}
