package dev.hearth.host.journey.lambda;

import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A host, and a user of its control API of Lambda, for the tests of one class. */
abstract class ControlJourney {

  static final String HANDLER = "com.acme.Says";

  @TempDir static Path data;
  static RunningHost host;
  static LambdaUser user;

  @BeforeAll
  static void start() {
    host = RunningHost.start(data);
    user = new LambdaUser(host.client());
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  /** A function that answers with {@code text} and a zero. */
  static FunctionJar saying(String text) {
    return FunctionJar.of(
        HANDLER,
        """
        package com.acme;
        public class Says implements java.util.function.Function<Object, String> {
          public String apply(Object in) { return "%s" + System.getenv().size() * 0; }
        }
        """
            .formatted(text));
  }

  static String call(String address) {
    return host.client().post(address, "{}").expect(200).text();
  }

  static Reply code(String name, FunctionJar jar) {
    return user.send(
        "PUT",
        LambdaUser.FUNCTIONS + "/" + name + "/code",
        LambdaUser.object().put("ZipFile", LambdaUser.base64(jar)));
  }

  static Reply alias(String method, String path, ObjectNode body) {
    return user.send(method, LambdaUser.FUNCTIONS + "/" + path, body);
  }
}
