package com.example.cloud;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;

/** Greets whoever is named in the query, and tells what was uploaded in a form. */
public class CloudHello implements HttpFunction {

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("POST")) {
      response.setStatusCode(HttpURLConnection.HTTP_BAD_METHOD);
      response.appendHeader("Allow", "GET, POST");
      return;
    }
    response.setContentType("text/plain; charset=utf-8");
    PrintWriter out = new PrintWriter(response.getWriter());
    out.print("Hello, " + request.getFirstQueryParameter("name").orElse("World") + "!\n");
    if (isForm(request.getContentType())) {
      parts(request.getParts(), out);
    }
    out.print("This is " + Optional.ofNullable(System.getenv("K_SERVICE")).orElse("nobody"));
    out.print(".\n");
    out.flush();
  }

  private static boolean isForm(Optional<String> contentType) {
    return contentType.filter(type -> type.startsWith("multipart/form-data")).isPresent();
  }

  private static void parts(Map<String, HttpRequest.HttpPart> parts, PrintWriter out) {
    parts.forEach((name, part) ->
        out.print(
            name
                + part.getFileName().map(file -> ", the file " + file + ",").orElse("")
                + " has "
                + part.getContentLength()
                + " bytes.\n"));
  }
}
