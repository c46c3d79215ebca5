/**
 * The host process. It opens nothing and exports only the guard which rewritten function code
 * calls, so that function code cannot reach its other classes, even by reflection.
 */
module dev.hearth.host {
  exports dev.hearth.host.sandbox.classloader.guard;
  exports dev.hearth.host.sandbox.classloader.guard.xml;

  requires aws.lambda.java.core;
  requires aws.lambda.java.serialization;
  requires com.cronutils;
  requires com.fasterxml.uuid;
  requires com.github.benmanes.caffeine;
  requires com.google.gson;
  requires concurrency.limits.core;
  requires dev.hearth.function;
  requires flyway.core;
  requires functions.framework.api;
  requires io.cloudevents.api;
  requires io.cloudevents.core;
  requires io.github.bucket4j.core;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.codec.http2;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires io.opentelemetry.api;
  requires io.opentelemetry.context;
  requires io.opentelemetry.exporter.prometheus;
  requires io.opentelemetry.sdk;
  requires io.opentelemetry.sdk.autoconfigure;
  requires io.opentelemetry.sdk.autoconfigure.spi;
  requires io.opentelemetry.sdk.common;
  requires io.opentelemetry.sdk.logs;
  requires io.opentelemetry.sdk.metrics;
  requires io.opentelemetry.sdk.trace;
  requires io.prometheus.metrics.config;
  requires io.prometheus.metrics.model;
  requires io.prometheus.writer.text;
  requires io.vertx.core;
  requires io.vertx.web;
  requires java.logging;
  requires java.management;
  requires java.sql;
  requires jdk.management;
  requires org.xerial.sqlitejdbc;
  requires software.amazon.awssdk.eventstream;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.yaml;
  requires static transitive org.jspecify;

  // Seen by the package sandbox.polyglot.truffle alone, which is loaded in a layer that has them.
  requires static org.graalvm.polyglot;
  requires static org.graalvm.truffle;

  // What functions may bring along to read and write JSON with.
  uses com.amazonaws.services.lambda.runtime.CustomPojoSerializer;

  // Not used by the host: what functions may expect of a Java platform.
  requires java.se;
}
