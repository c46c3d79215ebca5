package dev.hearth.host.journey.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.journey.cloud.Exchange.Request;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What functions bring is theirs, in whatever version; of the host they see the API alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibrariesTest {

  private RunningHost running;
  private HostClient host;

  @BeforeAll
  void start(@TempDir Path data) {
    running = RunningHost.start(data);
    host = running.client();
  }

  @AfterAll
  void stop() {
    running.close();
  }

  @Test
  void anotherVersionOfGsonIsTheFunctionsOwn() {
    host.deployed(
        "gson",
        CloudJars.http(
                """
                String version = com.google.gson.internal.GsonBuildConfig.VERSION;
                response.getWriter().write(version + new com.google.gson.Gson().toJson(
                    Map.of("loader", com.google.gson.Gson.class.getClassLoader()
                        == getClass().getClassLoader())));
                """)
            .library(LibrariesOfFunctions.jar("gson")));
    assertThat(host.get("gson").expect(200).text()).isEqualTo("2.8.9{\"loader\":true}");
    assertThat(Gson.class.getProtectionDomain().getCodeSource().getLocation().toString())
        .as("that of the host")
        .doesNotContain("2.8.9");
  }

  /** As in the original, whose JSON is its own too. */
  @Test
  void theJsonOfATypedFunctionIsTheHostsThoughTheFunctionBringsGson(@TempDir Path directory)
      throws IOException {
    FunctionJar jar =
        CloudJars.empty()
            .library(LibrariesOfFunctions.jar("gson"))
            .source(
                "com.acme.Noted",
                """
                package com.acme;
                public class Noted
                    implements com.google.cloud.functions.TypedFunction<Noted.In, Noted.In> {
                  static class In {
                    @com.google.gson.annotations.SerializedName("called") String name;
                    int number;
                  }
                  public In apply(In in) { return in; }
                }
                """);
    host.deployed("noted", jar, "auth: public");
    Request request =
        Request.of("POST", "/").with("{\"called\":\"a\",\"name\":\"b\",\"number\":7}");
    try (Original original = Original.start(directory, jar, "com.acme.Noted")) {
      assertThat(Exchange.with(host.gateway(), "/fn/noted", request).compared())
          .isEqualTo(original.call(request).compared())
          .endsWith("{\"name\":\"b\",\"number\":7}");
    }
  }

  @Test
  void aClassThatOnlyTheHostHasIsMissingAndTheErrorSaysSo() {
    host.deployed(
        "missing",
        FunctionJar.empty()
            .against(com.google.cloud.functions.HttpFunction.class, Gson.class)
            .source(
                "com.acme.Missing",
                """
                package com.acme;
                import com.google.cloud.functions.*;
                public class Missing implements HttpFunction {
                  public void service(HttpRequest request, HttpResponse response) throws Exception {
                    response.getWriter().write(new com.google.gson.Gson().toJson(1));
                  }
                }
                """));
    Reply reply = host.get("missing");
    assertThat(reply.expect(500).text()).isEmpty();
    assertThat(host.recordOf(reply).text())
        .contains("com.google.gson.Gson", "the host has this class but does not share it");
  }

  @Test
  void theSdkOfCloudEventsMayBeOlderThanThatOfTheHost() {
    host.deployed(
        "sdk",
        FunctionJar.empty()
            .against(com.google.cloud.functions.CloudEventsFunction.class)
            .library(LibrariesOfFunctions.jar("cloudevents-api"))
            .library(LibrariesOfFunctions.jar("cloudevents-core"))
            .source("com.acme.Sdk", CloudJars.source("Sdk")));
    Reply reply =
        host.send(
            host.toGateway("/fn/sdk")
                .header("ce-specversion", "1.0")
                .header("ce-id", "7")
                .header("ce-source", "/shop")
                .header("ce-type", "t")
                .header("ce-tenant", "acme")
                .POST(BodyPublishers.ofString("data")));
    assertThat(host.logsOf(reply.expect(200), 2).text())
        .contains("sdk copy-of-7 acme data 0.3 true false");
  }

  @Test
  void servicesAreFoundThroughTheContextClassLoader() {
    host.deployed(
        "services",
        CloudJars.http(
                "static final String AT_START = found();"
                    + " static String found() { String all = \"\";"
                    + " for (Runnable r : ServiceLoader.load(Runnable.class)) all += r; return all; }",
                """
                Thread thread = new Thread(() -> System.out.println("in a thread: " + found()));
                thread.start();
                thread.join();
                response.getWriter().write(AT_START + found());
                """)
            .source(
                "com.acme.Service",
                """
                package com.acme;
                public class Service implements Runnable {
                  public void run() {}
                  public String toString() { return "service "; }
                }
                """)
            .entry("META-INF/services/java.lang.Runnable", "com.acme.Service"));
    Reply reply = host.get("services").expect(200);
    assertThat(reply.text()).isEqualTo("service service ");
    assertThat(host.logsOf(reply, 1).text()).contains("in a thread: service ");
  }

  @Test
  void jaxbOfTheFunctionBindsItsClasses() {
    host.deployed(
        "jaxb",
        CloudJars.empty()
            .library(LibrariesOfFunctions.jar("jakarta.xml.bind-api"))
            .library(LibrariesOfFunctions.jar("jakarta.activation-api"))
            .library(LibrariesOfFunctions.jar("jaxb-core"))
            .library(LibrariesOfFunctions.jar("jaxb-impl"))
            .source(
                "com.acme.Xml",
                """
                package com.acme;
                import com.google.cloud.functions.*;
                import jakarta.xml.bind.*;
                import jakarta.xml.bind.annotation.*;
                import java.io.*;
                public class Xml implements HttpFunction {
                  @XmlRootElement(name = "order")
                  @XmlAccessorType(XmlAccessType.FIELD)
                  public static class Order { @XmlAttribute public int id; public String item; }
                  public void service(HttpRequest request, HttpResponse response) throws Exception {
                    JAXBContext context = JAXBContext.newInstance(Order.class);
                    Order order =
                        (Order) context.createUnmarshaller().unmarshal(request.getReader());
                    order.id++;
                    response.setContentType("application/xml");
                    Marshaller marshaller = context.createMarshaller();
                    marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
                    marshaller.marshal(order, response.getWriter());
                  }
                }
                """));
    assertThat(host.post("jaxb", "<order id=\"6\"><item>tea</item></order>").expect(200).text())
        .isEqualTo("<order id=\"7\"><item>tea</item></order>");
  }

  @Test
  void copiesOfTheApiInTheJarAreLeftAside() {
    FunctionJar jar = CloudJars.http("response.getWriter().write(\"mine\");");
    FunctionJar api =
        FunctionJar.empty()
            .against(io.cloudevents.CloudEvent.class)
            .source(
                "com.google.cloud.functions.HttpFunction",
                "package com.google.cloud.functions; public interface HttpFunction {}");
    api.compiled().forEach(jar::entry);
    Reply deployed = host.deployed("copies", jar);
    assertThat(deployed.json().path("audit").path("classes").asInt()).isEqualTo(1);
    assertThat(host.get("copies").expect(200).text()).isEqualTo("mine");
  }
}
