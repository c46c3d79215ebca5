package com.acme;

import com.google.cloud.functions.Context;
import com.google.cloud.functions.RawBackgroundFunction;

/** Says which JSON it has seen. */
public class RawEvents implements RawBackgroundFunction {

  @Override
  public void accept(String json, Context context) {
    System.out.println("SAW " + json + "|" + told(context));
    if ("throw".equals(context.eventId())) {
      throw new IllegalStateException("as asked");
    }
  }

  static String told(Context context) {
    return context.eventId()
        + "|"
        + context.timestamp()
        + "|"
        + context.eventType()
        + "|"
        + context.resource()
        + "|"
        + context.attributes();
  }
}
