package com.example.report;

import dev.hearth.function.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A call without a host: what a test says, and fixed values for the rest. */
record FixedContext(Map<String, String> env) implements Context {

  @Override
  public String invocationId() {
    return "0190a1b2-0000-7000-8000-000000000001";
  }

  @Override
  public String functionName() {
    return "nightly-report";
  }

  @Override
  public int functionVersion() {
    return 1;
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public Duration remaining() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Path tempDirectory() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  @Override
  public System.Logger logger() {
    return System.getLogger(functionName());
  }

  @Override
  public String traceparent() {
    return "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  }

  @Override
  public Optional<String> tracestate() {
    return Optional.empty();
  }

  @Override
  public void afterResponse(Runnable work) {
    work.run();
  }
}
