package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.function.Context;
import dev.hearth.function.EventFunction;
import dev.hearth.function.HttpFunction;
import dev.hearth.function.TypedFunction;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.registry.HandlerStyle;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Joins a handler object with the binding that its contract asks for. Stateless but for the size
 * limit; further contracts are added here.
 */
public final class HandlerBinder {

  private final ByteSize maxResponse;

  /** Answers larger than {@code maxResponse} are refused. */
  public HandlerBinder(ByteSize maxResponse) {
    this.maxResponse = maxResponse;
  }

  /** Binds {@code handler}, which keeps the contract of {@code style}. */
  public BoundHandler bind(HandlerStyle style, Object handler) {
    return switch (style) {
      case HTTP -> http((HttpFunction) handler);
      case EVENT -> event((EventFunction) handler);
      case TYPED -> typed(handler);
      case FUNCTION -> function(handler);
      case SUPPLIER -> supplier((Supplier<?>) handler);
      case CONSUMER -> consumer(handler);
      case CLOUD_HTTP, CLOUD_BACKGROUND, CLOUD_RAW_BACKGROUND, CLOUD_EVENT, CLOUD_TYPED ->
          throw new IllegalArgumentException(style + " is not bound here");
      case LAMBDA_STREAM, LAMBDA, LAMBDA_METHOD ->
          throw new IllegalArgumentException("the handlers of Lambda have a binder of their own");
      case JAVASCRIPT, PYTHON, WASM ->
          throw new IllegalArgumentException(style + " runs in another sandbox");
    };
  }

  private BoundHandler http(HttpFunction function) {
    HttpBinding binding = new HttpBinding(maxResponse);
    return (input, context, answers) ->
        binding.write(function.handle(HttpBinding.request(input), context), input, answers);
  }

  private BoundHandler event(EventFunction function) {
    ValueWriter writer = new ValueWriter(new JsonBinding(), maxResponse);
    return (input, context, _) -> {
      function.handle(EventBinding.event(input), context);
      return writer.nothing();
    };
  }

  private BoundHandler typed(Object handler) {
    @SuppressWarnings("unchecked")
    TypedFunction<Object, Object> function = (TypedFunction<Object, Object>) handler;
    JsonBinding json = new JsonBinding();
    ValueReader reader = json.reader(handler.getClass(), TypedFunction.class);
    ValueWriter writer = new ValueWriter(json, maxResponse);
    return (input, context, answers) ->
        writer.write(function.handle(reader.read(input), context), input, answers);
  }

  private BoundHandler function(Object handler) {
    @SuppressWarnings("unchecked")
    Function<Object, Object> function = (Function<Object, Object>) handler;
    JsonBinding json = new JsonBinding();
    ValueReader reader = json.reader(handler.getClass(), Function.class);
    ValueWriter writer = new ValueWriter(json, maxResponse);
    return (input, _, answers) -> writer.write(function.apply(reader.read(input)), input, answers);
  }

  private BoundHandler supplier(Supplier<?> supplier) {
    ValueWriter writer = new ValueWriter(new JsonBinding(), maxResponse);
    return (Input input, Context _, AnswerStream answers) ->
        writer.write(supplier.get(), input, answers);
  }

  private BoundHandler consumer(Object handler) {
    @SuppressWarnings("unchecked")
    Consumer<Object> consumer = (Consumer<Object>) handler;
    JsonBinding json = new JsonBinding();
    ValueReader reader = json.reader(handler.getClass(), Consumer.class);
    ValueWriter writer = new ValueWriter(json, maxResponse);
    return (input, _, _) -> {
      consumer.accept(reader.read(input));
      return writer.nothing();
    };
  }
}
