package com.acme;

import com.google.cloud.functions.CloudEventsFunction;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/** Says which CloudEvent it has seen. */
public class Events implements CloudEventsFunction {

  @Override
  public void accept(CloudEvent event) {
    StringBuilder seen = new StringBuilder("SAW ");
    seen.append(event.getSpecVersion()).append('|').append(event.getId()).append('|');
    seen.append(event.getType()).append('|').append(event.getSource()).append('|');
    seen.append(event.getDataContentType()).append('|').append(event.getDataSchema()).append('|');
    seen.append(event.getSubject()).append('|').append(event.getTime()).append('|');
    for (String name : new TreeSet<>(event.getAttributeNames())) {
      seen.append(name).append('=').append(event.getAttribute(name)).append(' ');
    }
    for (String name : new TreeSet<>(event.getExtensionNames())) {
      Object value = event.getExtension(name);
      seen.append('|').append(name).append('=').append(value);
      seen.append(' ').append(value.getClass().getSimpleName());
    }
    seen.append('|').append(event.getExtension("none")).append('|');
    seen.append(
        event.getData() == null
            ? "no data"
            : new String(event.getData().toBytes(), StandardCharsets.UTF_8));
    System.out.println(seen);
    if (event.getId().equals("throw")) {
      throw new IllegalStateException("as asked");
    }
  }
}
