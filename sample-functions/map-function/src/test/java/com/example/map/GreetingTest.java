package com.example.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GreetingTest {

  @Test
  void addsAGreetingToWhatCameIn() {
    assertThat(new Greeting().apply(Map.of("name", "Ada", "id", 7)))
        .isEqualTo(Map.of("name", "Ada", "id", 7, "greeting", "Hello, Ada!"));
  }

  @Test
  void greetsTheWorldIfNobodyIsNamed() {
    assertThat(new Greeting().apply(Map.of())).isEqualTo(Map.of("greeting", "Hello, world!"));
  }
}
