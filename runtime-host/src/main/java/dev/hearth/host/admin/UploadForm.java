package dev.hearth.host.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.admin.multipart.Boundary;
import dev.hearth.host.admin.multipart.MultipartException;
import dev.hearth.host.admin.multipart.MultipartReader;
import dev.hearth.host.admin.multipart.PartHead;
import dev.hearth.host.admin.multipart.PartSink;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.response.RefusedException;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;

/**
 * An upload as a form: one file part {@code artifact}, and at most one part {@code config}, before
 * or behind it. Owned by the connection's event loop.
 */
final class UploadForm implements UploadBody, PartSink<RefusedException> {

  private static final String ARTIFACT = "artifact";
  private static final String CONFIG = "config";
  private static final int MOST_CONFIG = 64 * 1024;

  private final UploadFile file;
  private final MultipartReader<RefusedException> reader;
  private final ByteArrayOutputStream config = new ByteArrayOutputStream();
  private boolean hasArtifact;
  private boolean hasConfig;
  private boolean inConfig;
  private String fileName = "";

  /** Writes the artifact to {@code file}. */
  UploadForm(Boundary boundary, UploadFile file) {
    this.file = file;
    this.reader = new MultipartReader<>(boundary, this);
  }

  @Override
  public void read(Buffer piece) throws RefusedException {
    byte[] bytes = piece.getBytes();
    try {
      reader.read(bytes, 0, bytes.length);
    } catch (MultipartException e) {
      throw malformed(e);
    }
  }

  @Override
  public String end() throws RefusedException {
    try {
      reader.end();
    } catch (MultipartException e) {
      throw malformed(e);
    }
    if (!hasArtifact) {
      throw noFile();
    }
    return config.toString(UTF_8);
  }

  @Override
  public String fileName() {
    return fileName;
  }

  @Override
  public void begin(PartHead head) throws RefusedException {
    inConfig = head.name().equals(CONFIG);
    if (inConfig && !hasConfig) {
      hasConfig = true;
    } else if (head.name().equals(ARTIFACT) && !hasArtifact) {
      if (!head.file()) {
        throw noFile();
      }
      hasArtifact = true;
      fileName = head.fileName();
    } else {
      throw unexpected(head.name());
    }
  }

  @Override
  public void content(byte[] bytes, int from, int to) throws RefusedException {
    if (!inConfig) {
      file.write(Buffer.buffer(to - from).appendBytes(bytes, from, to - from));
    } else if (config.size() + to - from > MOST_CONFIG) {
      throw new RefusedException(Reason.PAYLOAD_TOO_LARGE, "the part config has at most 64KiB");
    } else {
      config.write(bytes, from, to - from);
    }
  }

  /** What is wrong with a form that cannot be read. */
  static RefusedException malformed(MultipartException e) {
    return new RefusedException(
        Reason.INVALID_REQUEST, "the multipart body cannot be read: " + e.getMessage());
  }

  private static RefusedException noFile() {
    return new RefusedException(
        Reason.INVALID_REQUEST,
        "there is no file part \"artifact\": upload with curl -F artifact=@function.jar");
  }

  private static RefusedException unexpected(String name) {
    return new RefusedException(
        Reason.INVALID_REQUEST,
        "the part \""
            + name
            + "\" is unknown or comes twice: an upload has one file part \"artifact\" and at most"
            + " one part \"config\"");
  }
}
