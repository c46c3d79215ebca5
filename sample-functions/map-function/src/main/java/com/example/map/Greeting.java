package com.example.map;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Adds a {@code greeting} for the {@code name} it is given. */
public final class Greeting implements Function<Map<String, Object>, Map<String, Object>> {

  @Override
  public Map<String, Object> apply(Map<String, Object> input) {
    Map<String, Object> output = new LinkedHashMap<>(input);
    output.put("greeting", "Hello, " + input.getOrDefault("name", "world") + "!");
    return output;
  }
}
