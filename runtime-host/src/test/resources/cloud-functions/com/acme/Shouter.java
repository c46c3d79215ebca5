package com.acme;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import com.google.cloud.functions.TypedFunction;
import java.lang.reflect.Type;
import java.util.stream.Collectors;

/** Has a wire format of its own: plain text. */
public class Shouter implements TypedFunction<String, String> {

  @Override
  public String apply(String text) {
    if (text.equals("throw")) {
      throw new IllegalStateException("as asked");
    }
    return text.toUpperCase();
  }

  @Override
  public WireFormat getWireFormat() {
    return new WireFormat() {
      @Override
      public void serialize(Object value, HttpResponse response) throws Exception {
        if (value.equals("UNSENDABLE")) {
          throw new IllegalStateException("as asked");
        }
        response.setStatusCode(203);
        response.appendHeader("X-Wire", "text");
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter().write(value + "!");
      }

      @Override
      public Object deserialize(HttpRequest request, Type type) throws Exception {
        String text = request.getReader().lines().collect(Collectors.joining("|"));
        if (text.equals("unreadable")) {
          throw new IllegalStateException("as asked");
        }
        return type == String.class ? text : "wrong type " + type;
      }
    };
  }
}
