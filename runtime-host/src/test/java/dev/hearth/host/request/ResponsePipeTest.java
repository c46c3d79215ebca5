package dev.hearth.host.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResponsePipeTest {

  private static final int MUCH = 1 << 20;

  private final AtomicInteger told = new AtomicInteger();
  private final ResponsePipe pipe = new ResponsePipe(told::incrementAndGet, 4 * MUCH);

  /** Writes more than there is room for, on a thread of its own. */
  private Thread writer(CompletableFuture<String> end) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            pipe.write(new byte[MUCH], 0, MUCH);
            end.complete("written");
          } catch (IOException e) {
            end.complete(e.getClass().getSimpleName() + ": " + e.getMessage());
          }
        });
  }

  private static void awaitWaiting(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
  }

  @Test
  void aWriterWaitsWhileTheBufferIsFull() throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    Thread writer = writer(end);
    int taken = 0;
    while (taken < MUCH) {
      if (pipe.available() == 0) {
        Thread.onSpinWait();
      }
      assertThat(pipe.available()).isLessThanOrEqualTo(ByteRing.CAPACITY);
      taken += pipe.take(16 * 1024).length;
    }
    assertThat(end.join()).isEqualTo("written");
    writer.join();
    assertThat(told).hasPositiveValue();
    assertThat(taken).isEqualTo(MUCH);
  }

  @Test
  void aWriterThatWaitsCanBeInterruptedAndStaysSo() throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    Thread writer = writer(end);
    awaitWaiting(writer);
    writer.interrupt();
    assertThat(end.join()).startsWith(InterruptedIOException.class.getSimpleName());
  }

  @Test
  void aWriterThatWaitsHearsWhyTheAnswerBrokeOff() throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    awaitWaiting(writer(end));
    pipe.breakOff("the caller is gone");
    assertThat(end.join()).isEqualTo("IOException: the caller is gone");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> pipe.write(new byte[1], 0, 1))
        .withMessage("the caller is gone");
  }

  @Test
  void aWriterGoesOnWhenNobodyReadsAnyMore() throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    awaitWaiting(writer(end));
    pipe.discard();
    assertThat(end.join()).isEqualTo("written");
  }

  @Test
  void nothingBeyondTheLimitIsTaken() {
    pipe.discard();
    assertThatCode(() -> pipe.write(new byte[4 * MUCH], 0, 4 * MUCH)).doesNotThrowAnyException();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> pipe.write(new byte[1], 0, 1))
        .withMessageContaining("response.max-stream");
  }

  @Test
  void aLimitOfZeroIsNone() {
    ResponsePipe free = new ResponsePipe(() -> {}, 0);
    free.discard();
    assertThatCode(() -> free.write(new byte[MUCH], 0, MUCH)).doesNotThrowAnyException();
  }
}
