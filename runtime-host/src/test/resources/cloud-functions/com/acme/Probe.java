package com.acme;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Does what the query parameter {@code do} says, and tells what it sees. */
public class Probe implements HttpFunction {

  @Override
  public void service(HttpRequest request, HttpResponse response) throws Exception {
    switch (request.getFirstQueryParameter("do").orElse("dump")) {
      case "dump" -> dump(request, response);
      case "parts" -> parts(request, response);
      case "head" -> head(request, response);
      case "body" -> body(request, response);
      default -> trouble(request, response);
    }
  }

  private static void dump(HttpRequest request, HttpResponse response) throws Exception {
    boolean text = request.getFirstQueryParameter("as").orElse("").equals("text");
    StringBuilder seen = new StringBuilder();
    seen.append(request.getMethod()).append('|').append(request.getUri()).append('|');
    seen.append(request.getPath()).append('|').append(request.getQuery()).append('\n');
    seen.append(new TreeMap<>(request.getQueryParameters())).append('\n');
    seen.append(request.getContentType()).append('|').append(request.getContentLength());
    seen.append('|').append(encoding(request)).append('\n');
    headers(request.getHeaders(), seen);
    seen.append(request.getFirstHeader("x-two")).append(request.getFirstHeader("X-None"));
    seen.append('\n');
    seen.append(
        text
            ? request.getReader().lines().toList().toString()
            : HexFormat.of().formatHex(request.getInputStream().readAllBytes()));
    say(response, seen);
  }

  private static Object encoding(HttpRequest request) {
    try {
      return request.getCharacterEncoding();
    } catch (IllegalArgumentException unknown) {
      return unknown.getClass();
    }
  }

  private static void headers(Map<String, java.util.List<String>> headers, StringBuilder seen) {
    headers.forEach((name, values) -> {
      if (!name.toLowerCase().startsWith("x-hearth-")) {
        seen.append(name).append(": ").append(values).append('\n');
      }
    });
  }

  private static void say(HttpResponse response, CharSequence text) throws IOException {
    response.setContentType("text/plain; charset=utf-8");
    response.getWriter().append(text);
  }

  private static void parts(HttpRequest request, HttpResponse response) throws Exception {
    StringBuilder seen = new StringBuilder();
    for (var entry : new TreeMap<>(request.getParts()).entrySet()) {
      HttpRequest.HttpPart part = entry.getValue();
      seen.append(entry.getKey()).append('|').append(part.getFileName()).append('|');
      seen.append(part.getContentType()).append('|').append(part.getContentLength()).append('|');
      seen.append(part.getCharacterEncoding()).append('|').append(part.getHeaders()).append('|');
      seen.append(part.getReader().lines().toList()).append('|');
      seen.append(HexFormat.of().formatHex(part.getInputStream().readAllBytes())).append('\n');
    }
    say(response, seen);
  }

  private static void head(HttpRequest request, HttpResponse response) throws Exception {
    for (String value : request.getQueryParameters().getOrDefault("status", java.util.List.of())) {
      response.setStatusCode(Integer.parseInt(value), "Because");
    }
    for (String field : request.getQueryParameters().getOrDefault("field", java.util.List.of())) {
      int colon = field.indexOf(':');
      response.appendHeader(field.substring(0, colon), field.substring(colon + 1));
    }
    var type = request.getFirstQueryParameter("type");
    if (type.isPresent()) {
      response.setContentType(type.get().equals("none") ? null : type.get());
    }
    var text = request.getFirstQueryParameter("text");
    if (text.isPresent()) {
      response.getWriter().write(text.get());
    }
    if (request.getFirstQueryParameter("tell").isPresent()) {
      Map<String, ?> fields = new TreeMap<>(response.getHeaders());
      fields.remove("Date");
      fields.remove("Server");
      response.getWriter().write(fields + "" + response.getContentType());
    }
  }

  private static void body(HttpRequest request, HttpResponse response) throws Exception {
    OutputStream out = response.getOutputStream();
    byte[] block = new byte[1000];
    int blocks = Integer.parseInt(request.getFirstQueryParameter("blocks").orElse("1"));
    for (int i = 0; i < blocks; i++) {
      Arrays.fill(block, (byte) ('a' + i % 26));
      out.write(block, 0, 999);
      out.write('\n');
      if (request.getFirstQueryParameter("flush").isPresent()) {
        out.flush();
      }
    }
    if (request.getFirstQueryParameter("close").isPresent()) {
      out.close();
      response.setStatusCode(201);
      response.appendHeader("X-Late", "1");
      try {
        out.write('x');
        out.flush();
      } catch (IOException closed) {
        System.out.println("closed");
      }
    }
  }

  private static void trouble(HttpRequest request, HttpResponse response) throws Exception {
    switch (request.getFirstQueryParameter("do").get()) {
      case "throw" -> {
        response.setStatusCode(202);
        response.appendHeader("X-Before", "kept");
        response.setContentType("text/css");
        response.getWriter().write("half");
        throw new IllegalStateException("no");
      }
      case "error" -> throw new AssertionError("no");
      case "recurse" -> recurse(0);
      case "late" -> {
        response.getWriter().write("a");
        response.getWriter().flush();
        response.setStatusCode(201);
        response.appendHeader("X-Late", "1");
        response.getWriter().write("b");
      }
      case "writer" -> {
        BufferedWriter writer = response.getWriter();
        response.setContentType("text/plain");
        writer.write("gr\u00fc\u00df");
        writer.newLine();
        response.getWriter().append('x').append("yyz", 1, 3);
      }
      case "stream-then-writer" -> {
        response.getOutputStream().write('a');
        response.getWriter().write("b");
      }
      case "writer-then-stream" -> {
        response.getWriter().write("b");
        response.getOutputStream().write('a');
      }
      case "bytes-then-text" -> {
        request.getInputStream();
        request.getReader();
      }
      case "text-then-bytes" -> {
        request.getReader();
        request.getInputStream();
      }
      case "null-header" -> response.appendHeader("X-Null", null);
      case "same" -> {
        boolean same = request.getInputStream() == request.getInputStream();
        boolean out = response.getOutputStream() == response.getOutputStream();
        response.getOutputStream().write((same + " " + out).getBytes());
      }
      case "nothing" -> {}
      default -> response.setStatusCode(418);
    }
  }

  private static int recurse(int depth) {
    return recurse(depth + 1) + 1;
  }
}
