package dev.hearth.host.admin;

import dev.hearth.host.admin.multipart.Boundary;
import dev.hearth.host.admin.multipart.MultipartException;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.response.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Streams one upload to disk under a limit. Lives on the connection's event loop; the disk is
 * written by Vert.x.
 */
final class UploadReceiver {

  private final FileSystem files;
  private final Path directory;
  private final ByteSize limit;
  private final AtomicLong counter = new AtomicLong();

  /** Receives into {@code directory}, at most {@code limit} bytes an upload. */
  UploadReceiver(Vertx vertx, Path directory, ByteSize limit) {
    this.files = vertx.fileSystem();
    this.directory = directory;
    this.limit = limit;
  }

  /**
   * A received upload.
   *
   * @param file where the artifact is
   * @param config the {@code config} part; empty if there was none
   * @param name what its sender calls the file; empty if that was not said
   * @param type what its sender says the body is
   */
  record Upload(Path file, String config, String name, String type) {}

  /**
   * Receives the request's body, and asks for it if the client waits to be asked; fails with {@link
   * RefusedException} when it is not as it must be, and then leaves nothing of it on disk.
   */
  Future<Upload> receive(HttpServerRequest request) {
    Optional<Boundary> boundary;
    try {
      checkAnnouncedLength(request);
      boundary = boundaryOf(request);
    } catch (RefusedException e) {
      return Future.failedFuture(e);
    }
    Path file = directory.resolve("upload-" + counter.incrementAndGet() + ".part");
    Arrival arrival = new Arrival(request);
    return files
        .open(file.toString(), new OpenOptions().setCreateNew(true).setWrite(true))
        .compose(out -> arrival.writeTo(new UploadFile(out), boundary).eventually(out::close))
        .map(config ->
            new Upload(
                file, config, arrival.fileName(), header(request, HttpHeaders.CONTENT_TYPE, "")))
        .recover(failure -> discard(file).transform(_ -> Future.<Upload>failedFuture(failure)));
  }

  /** Deletes a received file if it is still there. */
  Future<Void> discard(Path file) {
    return files
        .exists(file.toString())
        .compose(there -> there ? files.delete(file.toString()) : Future.succeededFuture());
  }

  private void checkAnnouncedLength(HttpServerRequest request) throws RefusedException {
    long length;
    try {
      length = Long.parseLong(header(request, HttpHeaders.CONTENT_LENGTH, "0"));
    } catch (NumberFormatException tooLong) {
      length = Long.MAX_VALUE;
    }
    if (length > limit.bytes()) {
      throw tooLarge();
    }
  }

  private static Optional<Boundary> boundaryOf(HttpServerRequest request) throws RefusedException {
    String type = header(request, HttpHeaders.CONTENT_TYPE, "");
    if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Boundary.of(type));
    } catch (MultipartException e) {
      throw UploadForm.malformed(e);
    }
  }

  private static String header(HttpServerRequest request, CharSequence name, String absent) {
    return Objects.requireNonNullElse(request.getHeader(name), absent);
  }

  private RefusedException tooLarge() {
    return new RefusedException(
        Reason.PAYLOAD_TOO_LARGE,
        "an upload may have " + limit + " at most (setting upload.max-bytes)");
  }

  /** The body of one request on its way to disk, no faster than the disk takes it. */
  private final class Arrival {

    private final HttpServerRequest request;
    private final Promise<String> config = Promise.promise();
    private long received;
    private boolean complete;
    private String fileName = "";

    /** Stops the body until there is a file for it. */
    Arrival(HttpServerRequest request) {
      this.request = request;
      request.pause();
      request.exceptionHandler(_ -> breakOff());
    }

    /** Gives the configuration when all has been written. */
    Future<String> writeTo(UploadFile file, Optional<Boundary> boundary) {
      UploadBody body =
          boundary
              .<UploadBody>map(line -> new UploadForm(line, file))
              .orElseGet(() -> UploadBody.bare(file));
      file.written().onFailure(config::tryFail);
      if (!config.future().isComplete()) {
        request.handler(piece -> take(piece, body, file));
        request.endHandler(_ -> end(body, file));
        askForBody();
        request.resume();
      }
      return config.future();
    }

    private void askForBody() {
      if (header(request, HttpHeaders.EXPECT, "").equalsIgnoreCase("100-continue")) {
        request.response().writeContinue();
      }
    }

    private void take(Buffer piece, UploadBody body, UploadFile file) {
      if (config.future().isComplete()) {
        return;
      }
      received += piece.length();
      try {
        if (received > limit.bytes()) {
          throw tooLarge();
        }
        body.read(piece);
      } catch (RefusedException e) {
        config.tryFail(e);
      }
      if (file.isFull()) {
        request.pause();
        file.whenRoom(request::resume);
      }
    }

    private void end(UploadBody body, UploadFile file) {
      complete = true;
      try {
        String text = body.end();
        fileName = body.fileName();
        file.written().onSuccess(_ -> config.tryComplete(text));
        file.end();
      } catch (RefusedException e) {
        config.tryFail(e);
      }
    }

    /** What the sender calls the artifact; known when all is there. */
    String fileName() {
      return fileName;
    }

    private void breakOff() {
      if (!complete) {
        config.tryFail(
            new RefusedException(
                Reason.INVALID_REQUEST, "the body broke off before its end; send it again"));
      }
    }
  }
}
