package com.acme;

import com.google.cloud.functions.BackgroundFunction;
import com.google.cloud.functions.Context;
import java.util.Map;

/** Says which value it has seen. */
public class ValueEvents implements BackgroundFunction<ValueEvents.Message> {

  static class Message {
    String data;
    Map<String, Object> attributes;
    String bucket;
    Object any;
  }

  @Override
  public void accept(Message message, Context context) {
    System.out.println(
        "SAW "
            + (message == null
                ? null
                : message.data + "|" + message.attributes + "|" + message.bucket + "|" + message.any)
            + "|"
            + RawEvents.told(context));
    if ("throw".equals(context.eventId())) {
      throw new IllegalStateException("as asked");
    }
  }
}
