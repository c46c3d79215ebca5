package dev.hearth.host.admin.multipart;

/** A multipart body is not as it must be; the message says what is wrong with it. */
public final class MultipartException extends Exception {

  private static final long serialVersionUID = 1L;

  MultipartException(String what) {
    super(what, null, false, false);
  }
}
