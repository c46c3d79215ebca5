package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.classloader.binding.AnswerOutput;
import dev.hearth.host.sandbox.classloader.binding.BoundedOutput;
import dev.hearth.host.sandbox.classloader.binding.OutputBindingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls a handler of streams. Used on the instance's threads. */
record StreamCall(Handler handler, ByteSize limit) {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);
  private static final Outcome.Answered DIRECT =
      new Outcome.Answered(200, Answers.JSON, Payload.empty());

  /** A handler of streams, however it is called. */
  @FunctionalInterface
  interface Handler {

    /** Throws what the handler throws. */
    void handle(InputStream in, OutputStream out, Context context) throws Throwable;

    /** By its interface. */
    static Handler of(RequestStreamHandler handler) {
      return handler::handleRequest;
    }

    /**
     * By a method of {@code target}, null for a static one. One that takes no output gives null.
     */
    static Handler of(MethodShape.Streams shape, @Nullable Object target) {
      return (in, out, context) -> {
        List<Object> arguments = new ArrayList<>(3);
        if (shape.input()) {
          arguments.add(in);
        }
        if (shape.output()) {
          arguments.add(out);
        }
        if (shape.context()) {
          arguments.add(context);
        }
        var _ = Invoker.call(shape.method(), target, arguments.toArray());
        if (!shape.output()) {
          out.write(NULL);
        }
      };
    }
  }

  Outcome.Answered call(Input given, LambdaContext context, Answers answers, AnswerStream pieces)
      throws Throwable {
    InputStream in = answers.payload(given, context.call()).stream();
    return switch (given) {
      case Input.Http http -> {
        boolean bodiless = http.method().equals("HEAD");
        yield http(in, context, new HttpStreamOutput(answers.format(), pieces, limit, bodiless));
      }
      case Input.Direct _ -> direct(in, context, new AnswerOutput(DIRECT, pieces, limit));
      case Input.Happening _ -> answers.answer(given, whole(in, context));
    };
  }

  private Outcome.Answered http(InputStream in, LambdaContext context, HttpStreamOutput out)
      throws Throwable {
    try {
      handler.handle(in, out, context);
    } catch (Exception thrown) {
      out.rethrowFlaw();
      throw thrown;
    }
    return out.end();
  }

  /** What the handler writes goes out as it is, while it is written if the caller takes that. */
  private Outcome.Answered direct(InputStream in, LambdaContext context, AnswerOutput out)
      throws Throwable {
    try {
      handler.handle(in, out, context);
      return out.end();
    } catch (Exception thrown) {
      IOException failure = out.failure();
      if (failure != null) {
        throw new OutputBindingException("the streamed answer broke off: " + failure.getMessage());
      }
      throw thrown;
    }
  }

  private byte[] whole(InputStream in, LambdaContext context) throws Throwable {
    BoundedOutput out = new BoundedOutput(limit);
    try {
      handler.handle(in, out, context);
    } catch (BoundedOutput.LimitReachedException e) {
      throw OutputBindingException.tooLarge(limit);
    }
    return out.toByteArray();
  }
}
