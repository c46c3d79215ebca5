package dev.hearth.host.admin;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Streams one upload to disk under a limit. Lives on the connection's event loop; the disk is
 * written by Vert.x.
 */
final class UploadReceiver {

  private static final String ARTIFACT = "artifact";
  private static final String CONFIG = "config";
  private static final int MOST_CONFIG = 64 * 1024;

  /** How long the disk may take for what is left when the whole body has come. */
  private static final long LAST_PART_MILLIS = 10_000;

  private final Vertx timers;
  private final FileSystem files;
  private final Path directory;
  private final ByteSize limit;
  private final AtomicLong counter = new AtomicLong();

  /** Receives into {@code directory}, at most {@code limit} bytes an upload. */
  UploadReceiver(Vertx vertx, Path directory, ByteSize limit) {
    this.timers = vertx;
    this.files = vertx.fileSystem();
    this.directory = directory;
    this.limit = limit;
  }

  /**
   * A received upload.
   *
   * @param file where the artifact is
   * @param config the {@code config} part; empty if there was none
   */
  record Upload(Path file, String config) {}

  /** Receives the request's body; fails with {@link RefusedException} when it is not as it must. */
  Future<Upload> receive(HttpServerRequest request) {
    if (announcedLength(request) > limit.bytes()) {
      return Future.failedFuture(tooLarge());
    }
    Path file = directory.resolve("upload-" + counter.incrementAndGet() + ".part");
    Future<Upload> received =
        isMultipart(request)
            ? receiveParts(request, file)
            : write(request, request, file).map(_ -> new Upload(file, ""));
    return received.recover(
        failure -> discard(file).transform(_ -> Future.<Upload>failedFuture(failure)));
  }

  /** Deletes a received file if it is still there. */
  Future<Void> discard(Path file) {
    return files
        .exists(file.toString())
        .compose(there -> there ? files.delete(file.toString()) : Future.succeededFuture());
  }

  private static long announcedLength(HttpServerRequest request) {
    try {
      return Long.parseLong(Objects.requireNonNullElse(request.getHeader("content-length"), "0"));
    } catch (NumberFormatException tooLong) {
      return Long.MAX_VALUE;
    }
  }

  private static boolean isMultipart(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.getHeader("content-type"), "")
        .toLowerCase(Locale.ROOT)
        .startsWith("multipart/");
  }

  private Future<Upload> receiveParts(HttpServerRequest request, Path file) {
    Promise<Upload> done = Promise.promise();
    MultipartParts parts = new MultipartParts(request, file, done);
    request.setExpectMultipart(true);
    request.uploadHandler(parts::part);
    request.exceptionHandler(
        failure -> done.tryFail(malformed(String.valueOf(failure.getMessage()))));
    request.endHandler(_ -> parts.end());
    return done.future();
  }

  private Future<Void> write(HttpServerRequest request, ReadStream<Buffer> source, Path file) {
    source.pause();
    return files
        .open(file.toString(), new OpenOptions().setCreateNew(true).setWrite(true))
        .compose(out -> pump(request, source, out).eventually(out::close));
  }

  /** Copies with back-pressure; stops at the limit. */
  private Future<Void> pump(HttpServerRequest request, ReadStream<Buffer> source, AsyncFile out) {
    Promise<Void> done = Promise.promise();
    AtomicLong written = new AtomicLong();
    source.handler(part -> {
      if (written.addAndGet(part.length()) > limit.bytes()) {
        source.handler(null);
        done.tryFail(tooLarge());
      } else {
        out.write(part).onFailure(done::tryFail);
        if (out.writeQueueFull()) {
          source.pause();
          out.drainHandler(_ -> source.resume());
        }
      }
    });
    source.exceptionHandler(done::tryFail);
    source.endHandler(_ -> done.tryComplete());
    request.resume();
    source.resume();
    return done.future();
  }

  private RefusedException tooLarge() {
    return new RefusedException(
        Reason.PAYLOAD_TOO_LARGE,
        "an upload may have " + limit + " at most (setting upload.max-bytes)");
  }

  private static RefusedException malformed(String what) {
    return new RefusedException(
        Reason.INVALID_REQUEST, "the multipart body cannot be read: " + what);
  }

  /** The parts of one multipart upload, as they come. */
  private final class MultipartParts {

    private final HttpServerRequest request;
    private final Path file;
    private final Promise<Upload> done;
    private Future<Void> artifact = Future.failedFuture("no artifact");
    private final Buffer config = Buffer.buffer();
    private boolean hasArtifact;

    MultipartParts(HttpServerRequest request, Path file, Promise<Upload> done) {
      this.request = request;
      this.file = file;
      this.done = done;
    }

    void part(HttpServerFileUpload part) {
      if (part.name().equals(ARTIFACT) && !hasArtifact) {
        hasArtifact = true;
        artifact = write(request, part, file).onFailure(done::tryFail);
      } else if (part.name().equals(CONFIG) && config.length() == 0) {
        part.handler(this::configPart);
      } else {
        done.tryFail(unexpected(part.name()));
      }
    }

    private void configPart(Buffer more) {
      if (config.length() + more.length() > MOST_CONFIG) {
        done.tryFail(
            new RefusedException(Reason.PAYLOAD_TOO_LARGE, "the part config has at most 64KiB"));
      } else {
        config.appendBuffer(more);
      }
    }

    void end() {
      for (String name : request.formAttributes().names()) {
        if (name.equals(CONFIG)) {
          config.appendString(request.formAttributes().get(name));
        } else {
          done.tryFail(unexpected(name));
        }
      }
      if (!hasArtifact) {
        done.tryFail(
            new RefusedException(
                Reason.INVALID_REQUEST,
                "there is no file part \"artifact\": upload with curl -F artifact=@function.jar"));
      }
      artifact.onSuccess(_ -> done.tryComplete(new Upload(file, config.toString())));
      timers.setTimer(LAST_PART_MILLIS, _ -> done.tryFail(malformed("a part of it has no end")));
    }

    private RefusedException unexpected(String name) {
      return new RefusedException(
          Reason.INVALID_REQUEST,
          "the part \""
              + name
              + "\" is unknown or comes twice: an upload has one file part \"artifact\" and at most"
              + " one part \"config\"");
    }
  }
}
