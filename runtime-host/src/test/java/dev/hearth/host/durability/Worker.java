package dev.hearth.host.durability;

import dev.hearth.host.HostClient;
import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The functions that are called, each of which writes down every run before it does the rest. */
enum Worker {
  /** May run twice. */
  SAFE("idempotent: true", "return HttpResponse.text(\"done\");"),
  /** Must not run twice. */
  UNSAFE("idempotent: false", "return HttpResponse.text(\"done\");"),
  /** May run twice and never succeeds. */
  FAILING("idempotent: true", "throw new IllegalStateException(\"on purpose\");"),
  /** Must not run twice but for callers with a key, of whom it has only such. */
  KEYED("idempotent: false", "return HttpResponse.text(\"done\");");

  private final String safety;
  private final String rest;

  Worker(String safety, String rest) {
    this.safety = safety;
    this.rest = rest;
  }

  /** As it is deployed. */
  String function() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where it writes. */
  Path log(Path directory) {
    return directory.resolve(function() + ".log");
  }

  void deploy(HostClient host, Path directory) {
    FunctionJar jar =
        FunctionJar.of(
            "com.acme.Worker",
            """
            package com.acme;
            import dev.hearth.function.*;
            import java.nio.file.*;
            public class Worker implements HttpFunction {
              public HttpResponse handle(HttpRequest request, Context context) throws Exception {
                Files.writeString(
                    Path.of("%s"),
                    context.invocationId() + " " + context.attempt() + "\\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
                Thread.sleep(request.bodyText().length() %% 20);
                %s
              }
            }
            """
                .formatted(log(directory), rest));
    host.deployed(
        function(),
        jar,
        """
        permissions: {files: ['rw:%s']}
        retry: {maxAttempts: 3, base: 20ms, cap: 100ms, maxAge: 1h}
        %s
        """
            .formatted(directory, safety));
  }

  /** How often it has run for each task. */
  Map<String, Integer> runs(Path directory) throws IOException {
    Map<String, Integer> runs = new HashMap<>();
    if (Files.exists(log(directory))) {
      for (String line : Files.readAllLines(log(directory))) {
        runs.merge(line.split(" ", -1)[0], 1, Integer::sum);
      }
    }
    return runs;
  }
}
