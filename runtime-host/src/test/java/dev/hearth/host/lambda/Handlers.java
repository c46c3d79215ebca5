package dev.hearth.host.lambda;

import dev.hearth.host.fixture.FunctionJar;

/** Writes Lambda handlers. */
final class Handlers {

  /** The class that they are. */
  static final String CLASS = "com.acme.Handler";

  private static final String IMPORTS =
      """
      package com.acme;
      import com.amazonaws.services.lambda.runtime.*;
      import com.amazonaws.services.lambda.runtime.logging.*;
      import java.io.*;
      import java.nio.charset.StandardCharsets;
      import java.util.*;
      """;

  private Handlers() {}

  /** A file with these declarations, among them the class {@link #CLASS}. */
  static FunctionJar whole(String declarations) {
    return FunctionJar.of(CLASS, IMPORTS + declarations);
  }

  /** A class with these members. */
  static FunctionJar members(String members) {
    return whole("public class Handler {" + members + "}");
  }

  /**
   * A {@code RequestHandler} of these types with this body of {@code handleRequest(in, context)}.
   */
  static FunctionJar of(String input, String output, String body) {
    return whole(
        """
        public class Handler implements RequestHandler<%s, %s> {
          public %s handleRequest(%s in, Context context) { %s }
        }
        """
            .formatted(input, output, output, input, body));
  }

  /** A {@code RequestStreamHandler} with this body of {@code handleRequest(in, out, context)}. */
  static FunctionJar stream(String body) {
    return whole(
        """
        public class Handler implements RequestStreamHandler {
          public void handleRequest(InputStream in, OutputStream out, Context context)
              throws IOException { %s }
        }
        """
            .formatted(body));
  }
}
