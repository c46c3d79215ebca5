package dev.hearth.host.journey.polyglot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.journey.SharedHost;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Languages are opened when a function needs them, and not before. */
@ExtendWith(SharedHost.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoLanguagesTest {

  private static String engines(HostClient host) {
    return host.admin("GET", "/v1/status")
        .expect(200)
        .json()
        .path("languages")
        .path("engines")
        .toString();
  }

  @Test
  @Order(1)
  void aHostThatRunsJavaHasOpenedNone(HostClient host) {
    host.deployed(
        "only-java",
        FunctionJar.of(
            "com.acme.Only",
            """
            package com.acme;
            public class Only implements java.util.function.Supplier<String> {
              public String get() { return "java"; }
            }
            """));
    assertThat(host.get("only-java").expect(200).text()).isEqualTo("java");
    assertThat(engines(host)).isEqualTo("{}");
  }

  @Test
  @Order(2)
  void theOneThatIsNeededIsOpenedAlone(HostClient host) {
    Program.of("index.mjs", "export default () => 'js';").deploy(host, "one-js").expect(201);
    assertThat(host.get("one-js").expect(200).text()).isEqualTo("js");
    assertThat(engines(host)).contains("JavaScript").doesNotContain("Python", "WebAssembly");
  }

  @Test
  @Order(3)
  void aSandboxThatDoesNotSuitIsRefused(HostClient host) {
    assertThat(
            Program.of("index.mjs", "export default () => 'js';")
                .deploy(host, "wrong-kind", "sandbox: classloader")
                .expectProblem(422, "invalid-config", "caller")
                .text())
        .contains("remove this line");
    assertThat(
            host.deploy(
                    "wrong-jar",
                    FunctionJar.of(
                        "com.acme.A",
                        "package com.acme; public class A implements Runnable { public void run() {} }"),
                    "sandbox: polyglot")
                .expectProblem(422, "invalid-config", "caller")
                .text())
        .contains("classes of Java");
  }
}
