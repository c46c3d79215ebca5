package dev.hearth.host.sandbox.classloader.cloud;

import com.google.cloud.functions.BackgroundFunction;
import com.google.cloud.functions.CloudEventsFunction;
import com.google.cloud.functions.Context;
import com.google.cloud.functions.RawBackgroundFunction;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.sandbox.classloader.binding.BoundHandler;
import dev.hearth.host.sandbox.classloader.binding.HandlerFailedException;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import dev.hearth.host.sandbox.classloader.cloud.event.CloudInputEvent;
import dev.hearth.host.sandbox.classloader.cloud.event.EventJson;
import dev.hearth.host.sandbox.classloader.cloud.event.LegacyEvent;
import java.lang.reflect.Type;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Gives events to a function, in the form that its contract has, whichever they come in. */
record EventHandler(Taker taker) implements BoundHandler {

  private static final Outcome.Answered DONE = CloudBinder.empty(200);

  /** Takes an event. */
  @FunctionalInterface
  interface Taker {
    void take(CloudInputEvent event) throws Exception;
  }

  /** For a function of CloudEvents. */
  static EventHandler ofCloudEvents(CloudEventsFunction function, InstantSource clock) {
    return new EventHandler(event -> function.accept(event.modern(clock)));
  }

  /** For a function of the JSON of legacy events. */
  static EventHandler ofJson(RawBackgroundFunction function, InstantSource clock) {
    return new EventHandler(event -> {
      LegacyEvent legacy = event.legacy(clock);
      function.accept(EventJson.text(legacy.data()), legacy.context());
    });
  }

  /** For a function of values that the JSON of legacy events says. */
  static EventHandler ofValues(BackgroundFunction<?> handler, InstantSource clock) {
    @SuppressWarnings("unchecked")
    BackgroundFunction<Object> function = (BackgroundFunction<Object>) handler;
    Type type = HandlerTypes.parameter(handler.getClass(), "accept", Context.class);
    Gson gson = new Gson();
    return new EventHandler(event -> {
      LegacyEvent legacy = event.legacy(clock);
      function.accept(value(gson, legacy.data(), type), legacy.context());
    });
  }

  private static @Nullable Object value(Gson gson, JsonElement data, Type type)
      throws InputBindingException {
    try {
      return gson.fromJson(data, type);
    } catch (JsonParseException wrong) {
      throw new InputBindingException(
          "the data of the event is not what the function takes ("
              + type.getTypeName()
              + "): "
              + wrong.getMessage());
    }
  }

  @Override
  public Outcome.Answered call(
      Input input, dev.hearth.function.Context context, AnswerStream answers) throws Exception {
    try {
      taker.take(CloudInputEvent.of(input));
      return DONE;
    } catch (InputBindingException wrong) {
      throw new HandlerFailedException(wrong, Reason.INVALID_REQUEST, Failures.OF_EVENT);
    } catch (Throwable thrown) {
      throw new HandlerFailedException(thrown, Reason.FUNCTION_ERROR, Failures.OF_EVENT);
    }
  }
}
