package com.acme;
import io.cloudevents.*;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.v1.CloudEventV1;
public class Sdk implements com.google.cloud.functions.CloudEventsFunction {
  public void accept(CloudEvent event) throws Exception {
    CloudEvent copy = CloudEventBuilder.from(event)
        .withId("copy-of-" + event.getId())
        .withData(BytesCloudEventData.wrap(event.getData().toBytes()))
        .withExtension("n", 1)
        .build();
    CloudEvent third = CloudEventBuilder.v03(copy).build();
    try {
      CloudEventBuilder.v1().withId("x").build();
    } catch (IllegalStateException expected) {
      System.out.println("refused " + expected.getMessage());
    }
    System.out.println("sdk " + copy.getId() + " " + copy.getExtension("tenant")
        + " " + new String(copy.getData().toBytes()) + " " + third.getSpecVersion()
        + " " + CloudEventV1.class.getClassLoader().equals(
            getClass().getClassLoader())
        + " " + CloudEvent.class.getClassLoader().equals(
            getClass().getClassLoader()));
  }
}
