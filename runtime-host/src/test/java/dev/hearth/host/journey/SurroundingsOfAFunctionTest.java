package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.MisbehavingNeighbour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a function finds around itself: its context, its files, its class loader. */
@ExtendWith(SharedHost.class)
class SurroundingsOfAFunctionTest {

  @Test
  void knowsItsCall(HostClient host) {
    host.deployed(
        "context",
        Functions.http(
            """
            return HttpResponse.text(String.join(" ", context.invocationId(),
                context.functionName(), "" + context.functionVersion(), "" + context.attempt(),
                context.env().get("COLOUR"),
                "" + (context.remaining().toMillis() > 0 && context.remaining().toSeconds() <= 7),
                "" + context.deadline().isAfter(java.time.Instant.now())));
            """),
        "{env: {COLOUR: green}, timeout: {run: 7s}}");
    Reply reply = host.get("context").expect(200);
    assertThat(reply.text()).isEqualTo(reply.invocation() + " context 1 1 green true true");
  }

  @Test
  void findsItsContextAlsoOnAThreadThatItStarts(HostClient host) {
    host.deployed(
        "current",
        Functions.of(
            "Supplier<String>",
            """
            public String get() {
              var onThread = new java.util.concurrent.FutureTask<String>(
                  () -> Context.current().invocationId());
              new Thread(onThread).start();
              try {
                return Context.current().invocationId() + " " + onThread.get();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            }
            """));
    Reply reply = host.get("current").expect(200);
    assertThat(reply.text()).isEqualTo(reply.invocation() + " " + reply.invocation());
  }

  @Test
  void worksOnAfterTheResponseEvenWhenSomeOfItFails(HostClient host, @TempDir Path directory) {
    host.deployed(
        "after",
        Functions.http(
            """
            var file = java.nio.file.Path.of(request.rawQuery());
            context.afterResponse(() -> { throw new IllegalStateException("too late"); });
            context.afterResponse(() -> {
              try {
                java.nio.file.Files.createFile(file);
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
            return HttpResponse.text("" + java.nio.file.Files.exists(file));
            """),
        "permissions: {files: ['rw:" + directory + "']}");
    Path file = directory.resolve("after");
    assertThat(host.get("after?" + file).expect(200).text()).isEqualTo("false");
    Eventually.holds("the work after the response is done", () -> Files.exists(file));
    assertThat(host.get("after?" + directory.resolve("again")).expect(200).cold()).isFalse();
  }

  @Test
  void hasATemporaryDirectoryThatGoesWithTheInstance(HostClient host) {
    host.deployed(
        "temp",
        Functions.http(
            """
            var file = context.tempDirectory().resolve("kept.txt");
            String before = "" + java.nio.file.Files.exists(file);
            java.nio.file.Files.writeString(file, "x");
            return HttpResponse.text(before + " " + context.tempDirectory());
            """));
    String[] first = host.get("temp").expect(200).text().split(" ", 2);
    String[] second = host.get("temp").expect(200).text().split(" ", 2);
    assertThat(first[0]).isEqualTo("false");
    assertThat(second).containsExactly("true", first[1]);
    assertThat(Path.of(first[1])).isDirectory();
    host.admin("DELETE", "/v1/functions/temp").expect(204);
    Eventually.holds("the directory is gone", () -> Files.notExists(Path.of(first[1])));
  }

  @Test
  void readsItsResourcesItsFilesAndItsServices(HostClient host) {
    host.deployed("resource", MisbehavingNeighbour.READS_A_RESOURCE.jar());
    assertThat(host.get("resource").text()).isEqualTo("hello from the JAR,hello from the JAR");
    host.deployed("file", MisbehavingNeighbour.READS_A_FILE_BESIDE_ITSELF.jar());
    assertThat(host.get("file").text()).isEqualTo("hello from the file");
    host.deployed("service", MisbehavingNeighbour.LOADS_A_SERVICE.jar());
    assertThat(host.get("service").text()).isEqualTo("polite hello");
  }

  @Test
  void hasItsOwnClassLoaderAsContextLoaderEverywhere(HostClient host) {
    host.deployed("loader", MisbehavingNeighbour.CHECKS_ITS_CONTEXT_CLASS_LOADER.jar());
    assertThat(host.get("loader").text()).isEqualTo("true,true,true");
    assertThat(host.get("loader").text()).isEqualTo("true,true,true");
  }

  @Test
  void doesNotSeeTheKeyThatCalledIt(HostClient host) {
    host.deployed("curious", Functions.http("return HttpResponse.text(\"\" + request.headers());"));
    Reply reply =
        host.send(host.toGateway("/fn/curious").header("X-Api-Key", host.key()).GET()).expect(200);
    assertThat(reply.text()).doesNotContainIgnoringCase("authorization").doesNotContain("hk_");
    host.deployed(
        "open-curious",
        Functions.http(
            "return HttpResponse.text(request.header(\"authorization\").orElse(\"-\"));"),
        "auth: public");
    Reply own =
        host.send(
            HostClient.anonymous(host.gateway(), "/fn/open-curious")
                .header("Authorization", "Bearer its-own-token"));
    assertThat(own.text()).isEqualTo("Bearer its-own-token");
  }

  @Test
  void logsInEveryWayUnderItsCall(HostClient host) {
    host.deployed("logs", MisbehavingNeighbour.LOGS_IN_EVERY_WAY.jar());
    Reply reply = host.get("logs").expect(200);
    Reply logs = host.logsOf(reply, 5);
    assertThat(logs.json().path("id").asString()).isEqualTo(reply.invocation());
    List<String> texts =
        logs.json()
            .path("lines")
            .valueStream()
            .map(line -> line.path("level").asString() + " " + line.path("text").asString())
            .toList();
    assertThat(texts)
        .contains(
            "info from the context",
            "warning from System",
            "info from standard output",
            "info from standard error",
            "error from JUL",
            "error java.lang.IllegalStateException: logged");
  }

  @Test
  void neverFindsTheOutputOfAnotherFunctionInItsLog(HostClient host) {
    for (String name : List.of("left", "right")) {
      host.deployed(
          name,
          Functions.http(
              """
              for (int i = 0; i < 50; i++) { System.out.println("I am %s"); }
              return HttpResponse.text("ok");
              """
                  .formatted(name)));
    }
    for (int round = 0; round < 10; round++) {
      var left = host.getLater("left");
      var right = host.getLater("right");
      assertThat(host.logsOf(left.join().expect(200), 50).text()).doesNotContain("I am right");
      assertThat(host.logsOf(right.join().expect(200), 50).text()).doesNotContain("I am left");
    }
  }
}
