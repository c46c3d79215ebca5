package com.example.images;

/** Says with which status, and why, a request is turned down. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;

  Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
