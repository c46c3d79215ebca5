package dev.hearth.host.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;

/**
 * Sends calls that ask not to be waited for, over connections that are kept. Any thread may use it.
 */
final class HttpAccepts {

  private final Product product;
  private final ExecutorService callers;
  private final String headers;
  private final Deque<Connection> free = new ConcurrentLinkedDeque<>();

  HttpAccepts(Product product, ExecutorService callers, String headers) {
    this.product = product;
    this.callers = callers;
    this.headers = headers;
  }

  /** Ends with whether it was taken in. */
  CompletableFuture<Boolean> send() {
    return CompletableFuture.supplyAsync(this::call, callers);
  }

  private boolean call() {
    try {
      Connection pooled = free.pollFirst();
      Connection connection = pooled == null ? product.connect() : pooled;
      boolean accepted = AcceptPart.post(product, Optional.of(connection), headers);
      free.addFirst(connection);
      return accepted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
