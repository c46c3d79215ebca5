package dev.hearth.host.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.fixture.Controls;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.registry.SandboxKind;
import dev.hearth.host.sandbox.archive.ArchiveLimits;
import dev.hearth.host.sandbox.classloader.ClassLoaderSandbox;
import dev.hearth.host.sandbox.classloader.prepared.PreparedStore;
import dev.hearth.host.sandbox.classloader.prepared.TransformFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The class loader tier keeps the contract. */
class ClassLoaderSandboxContractTest extends StreamContractTest {

  @Override
  Sandbox sandbox(Path root, FunctionCalls calls) throws IOException {
    PreparedStore store =
        new PreparedStore(
            Files.createDirectories(root.resolve("prepared")),
            ArchiveLimits.defaults(),
            TransformFactory.identity());
    return new ClassLoaderSandbox(
        store,
        version -> {
          throw new IllegalStateException(version + " was prepared, and is asked for again");
        },
        Files.createDirectories(root.resolve("tmp")),
        ByteSize.mebibytes(1),
        Controls.real(new TimeSource(InstantSource.system(), System::nanoTime), calls));
  }

  @Override
  byte[] artifact(Sample sample) {
    return switch (sample) {
      case ECHO ->
          handler(
              "", "context.logger().log(System.Logger.Level.INFO, \"seen: \" + in); return in;");
      case FAILS -> handler("", "throw new IllegalStateException(\"no: \" + in);");
      case FAILS_TO_START ->
          handler(
              "public Sample() { throw new IllegalStateException(\"not today\"); }", "return in;");
      case NEVER_ENDS ->
          handler("", "new java.util.concurrent.CountDownLatch(1).await(); return in;");
      case CALLS -> handler("", "return context.invoke(\"other\", in).bodyText();");
      case WAITS_FOR_AN_INTERRUPT ->
          handler(
              "",
              """
              try { new java.util.concurrent.CountDownLatch(1).await(); return in; }
              catch (InterruptedException e) { return "stopped"; }
              """);
      case ECHOES_IN_PIECES -> pieces();
      case NO_ARTIFACT -> "plain text".getBytes(UTF_8);
    };
  }

  private static byte[] pieces() {
    return FunctionJar.of(
            "com.acme.Pieces",
            """
            package com.acme;
            import dev.hearth.function.*;
            public class Pieces implements HttpFunction {
              public HttpResponse handle(HttpRequest request, Context context) {
                return HttpResponse.stream("a/b", out -> {
                  out.write(request.body());
                  out.flush();
                  out.write(request.body());
                });
              }
            }
            """)
        .bytes();
  }

  private static byte[] handler(String members, String body) {
    return FunctionJar.of(
            "com.acme.Sample",
            """
            package com.acme;
            import dev.hearth.function.*;
            public class Sample implements TypedFunction<String, String> {
              %s
              public String handle(String in, Context context) throws Exception { %s }
            }
            """
                .formatted(members, body))
        .bytes();
  }

  @Test
  void isOfItsKind() throws IOException {
    assertThat(sandbox(directory, new OtherFunctions()).kind()).isEqualTo(SandboxKind.CLASSLOADER);
  }
}
