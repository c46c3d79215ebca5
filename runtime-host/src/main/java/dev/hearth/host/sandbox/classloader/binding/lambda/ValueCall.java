package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.classloader.binding.BoundedOutput;
import dev.hearth.host.sandbox.classloader.binding.OutputBindingException;
import dev.hearth.host.sandbox.classloader.guard.Kill;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls a handler of values. Used on the instance's threads.
 *
 * @param input what is read for it; empty if it takes no value
 * @param output what is written of it; empty if it gives none
 */
record ValueCall(
    Invoker invoker,
    Optional<Type> input,
    Optional<Type> output,
    Serialisers serialisers,
    ByteSize limit) {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

  Outcome.Answered call(Input given, LambdaContext context, Answers answers) throws Throwable {
    String platform = platform(context);
    Object value = read(answers.payload(given, context.call()), platform);
    Object result = invoker.invoke(value, context);
    return answers.answer(given, write(result, platform));
  }

  private static String platform(Context context) {
    return Optional.ofNullable(context.getClientContext())
        .flatMap(client -> Optional.ofNullable(client.getEnvironment()))
        .flatMap(env -> Optional.ofNullable(env.get("platform")))
        .orElse("");
  }

  private @Nullable Object read(Payload json, String platform) {
    if (input.isEmpty()) {
      return null;
    }
    try {
      return serialisers.reader(input.get(), platform).read(json.stream());
    } catch (Kill | OutOfMemoryError ends) {
      throw ends;
    } catch (Throwable thrown) {
      throw fault("An error occurred during JSON parsing", thrown);
    }
  }

  private byte[] write(@Nullable Object result, String platform) throws OutputBindingException {
    if (output.isEmpty()) {
      return NULL.clone();
    }
    BoundedOutput out = new BoundedOutput(limit);
    try {
      serialisers.writer(output.get(), platform).write(result, out);
      return out.toByteArray();
    } catch (Kill | OutOfMemoryError ends) {
      throw ends;
    } catch (Throwable thrown) {
      if (isTooLarge(thrown)) {
        throw OutputBindingException.tooLarge(limit);
      }
      throw fault("An error occurred during JSON serialization of response", thrown);
    }
  }

  private static boolean isTooLarge(Throwable thrown) {
    return Stream.iterate(Optional.of(thrown), Optional::isPresent, t -> cause(t.get()))
        .limit(8)
        .anyMatch(t -> t.get() instanceof BoundedOutput.LimitReachedException);
  }

  private static Optional<Throwable> cause(Throwable thrown) {
    return Optional.ofNullable(thrown.getCause());
  }

  /** What AWS's runtime client throws: without frames, for those would be the host's. */
  private static RuntimeException fault(String message, Throwable cause) {
    RuntimeException fault = new RuntimeException(message, cause);
    fault.setStackTrace(new StackTraceElement[0]);
    return fault;
  }
}
