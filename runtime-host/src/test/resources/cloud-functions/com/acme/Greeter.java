package com.acme;

import com.google.cloud.functions.TypedFunction;
import java.util.List;
import java.util.Map;

/** Greets, without any annotation or accessor, as the framework's JSON allows. */
public class Greeter implements TypedFunction<Greeter.Caller, Greeter.Greeting> {

  static class Caller {
    private String name;
    int times;
    List<Map<String, Double>> scores;
    Size size;
    transient String hidden = "seen";
  }

  enum Size {
    SMALL,
    LARGE
  }

  record Note(String text, int length) {}

  static class Greeting {
    private final String greeting;
    final Object nothing = null;
    final double times;
    final Note note;
    final Size size;
    final List<Map<String, Double>> scores;

    Greeting(Caller caller) {
      greeting = "Hello <" + caller.name + "> & \"all\" gr\u00fc\u00df\u2028";
      times = caller.times / 2.0;
      note = new Note(caller.hidden, caller.times);
      size = caller.size;
      scores = caller.scores;
    }
  }

  @Override
  public Greeting apply(Caller caller) {
    if (caller == null || "nobody".equals(caller.name)) {
      return null;
    }
    if ("bad".equals(caller.name)) {
      throw new IllegalArgumentException("a bad name");
    }
    return new Greeting(caller);
  }
}
