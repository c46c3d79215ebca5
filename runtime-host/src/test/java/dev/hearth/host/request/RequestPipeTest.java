package dev.hearth.host.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestPipeTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final RequestPipe pipe = new RequestPipe(asked::incrementAndGet);

  private CompletableFuture<String> readLater() {
    CompletableFuture<String> read = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            read.complete(Integer.toString(pipe.read()));
          } catch (IOException e) {
            read.complete(e.getClass().getSimpleName() + ": " + e.getMessage());
          }
        });
    return read;
  }

  @Test
  void givesWhatCameAndThenTheEnd() throws IOException {
    assertThat(pipe.put(new byte[] {1, 2, (byte) 255}, 0, 3)).isEqualTo(3);
    pipe.end();
    assertThat(pipe.available()).isEqualTo(3);
    assertThat(pipe.read()).isEqualTo(1);
    assertThat(pipe.readNBytes(2)).containsExactly(2, 255);
    assertThat(pipe.read()).isEqualTo(-1);
    assertThat(pipe.read(new byte[1])).isEqualTo(-1);
    assertThat(pipe.read(new byte[0])).isZero();
  }

  @Test
  void aReaderWaitsForWhatHasNotCome() {
    CompletableFuture<String> read = readLater();
    pipe.put(new byte[] {7}, 0, 1);
    assertThat(read.join()).isEqualTo("7");
  }

  @Test
  void aReaderHearsWhyTheRestDoesNotComeBehindWhatDid() throws IOException {
    pipe.put(new byte[] {7}, 0, 1);
    pipe.breakOff("the client is gone");
    assertThat(pipe.read()).isEqualTo(7);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(pipe::read)
        .withMessage("the client is gone");
  }

  @Test
  void asksForMoreOnceThereIsRoomAndOnlyWhenSomeoneWaitsForThat() throws IOException {
    byte[] full = new byte[ByteRing.CAPACITY];
    pipe.put(full, 0, full.length);
    assertThat(pipe.read(full, 0, full.length / 2)).isEqualTo(full.length / 2);
    assertThat(asked).hasValue(0);
    pipe.put(full, 0, full.length / 2);
    assertThat(pipe.awaitRoom()).isTrue();
    pipe.readNBytes(full, 0, full.length / 2 - 1);
    assertThat(asked).hasValue(0);
    assertThat(pipe.read()).isZero();
    assertThat(asked).hasValue(1);
    assertThat(pipe.read()).isZero();
    assertThat(asked).hasValue(1);
  }
}
