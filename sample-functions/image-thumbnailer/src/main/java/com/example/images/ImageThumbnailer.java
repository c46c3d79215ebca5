package com.example.images;

import dev.hearth.function.Context;
import dev.hearth.function.HttpFunction;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import java.io.IOException;
import java.util.Optional;

/** Takes a PNG or JPEG and answers a PNG that is {@code ?width=} pixels wide. */
public final class ImageThumbnailer implements HttpFunction {

  private static final int NARROWEST = 16;
  private static final int WIDEST = 1024;

  @Override
  public HttpResponse handle(HttpRequest request, Context context) throws IOException {
    if (!request.method().equals("POST")) {
      return HttpResponse.text("POST a PNG or JPEG\n").withStatus(405).withHeader("Allow", "POST");
    }
    try {
      int width = width(request.queryParameter("width"));
      return HttpResponse.bytes("image/png", Thumbnail.of(request.bodyStream(), width));
    } catch (Refusal refusal) {
      return HttpResponse.text(refusal.getMessage() + "\n").withStatus(refusal.status());
    }
  }

  private static int width(Optional<String> parameter) throws Refusal {
    String text = parameter.orElse("128");
    if (text.matches("[0-9]{1,4}")) {
      int width = Integer.parseInt(text);
      if (width >= NARROWEST && width <= WIDEST) {
        return width;
      }
    }
    throw new Refusal(400, "width is a whole number from " + NARROWEST + " to " + WIDEST);
  }
}
