package dev.hearth.function;

import org.jspecify.annotations.Nullable;

/**
 * A function from one value to another, with a context. The host binds {@code I} and {@code O}:
 * {@code String}, {@code byte[]} and {@code java.io.InputStream} are the raw body; {@link Event}
 * takes the event; any other type is JSON. Where a context is not needed, {@code
 * java.util.function.Function} does the same.
 *
 * @param <I> what comes in
 * @param <O> what goes out; {@code null} and {@link Void} answer 204 without a body
 */
@FunctionalInterface
public interface TypedFunction<I, O> {

  /**
   * Computes the answer.
   *
   * @throws Exception anything: the caller gets 502 with reason {@code function-error}
   */
  @Nullable O handle(I input, Context context) throws Exception;
}
