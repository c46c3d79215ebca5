package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * Google's functions-framework-java in a process of its own, with the typed function that greets,
 * bound by the framework as it binds JSON by itself (Gson).
 */
final class FunctionsFramework {

  private static final String GREETER =
      """
      import com.google.cloud.functions.TypedFunction;
      public class Greeter implements TypedFunction<Greeter.Caller, Greeter.Greeting> {
        public static class Caller { String name; }
        public static class Greeting {
          String greeting;
          Greeting(String greeting) { this.greeting = greeting; }
        }
        @Override public Greeting apply(Caller caller) {
          return new Greeting("Hello, " + caller.name + "!");
        }
      }
      """;

  private FunctionsFramework() {}

  /** Starts it and waits until it listens. */
  static Child start(Surroundings surroundings, int port, String... options)
      throws IOException, InterruptedException {
    Path jar =
        surroundings
            .repository()
            .resolve("runtime-host/target/bench-peers/java-function-invoker.jar");
    Path directory = Files.createDirectory(surroundings.fresh("framework"));
    compile(jar, directory);
    List<String> command = new ArrayList<>(List.of(Surroundings.tool("java"), "-XX:+UseG1GC"));
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", jar.toString(), "--classpath", directory.toString()));
    command.addAll(List.of("--target", "Greeter", "--port", Integer.toString(port)));
    return Child.start(command, surroundings.fresh("framework"));
  }

  private static void compile(Path jar, Path directory) throws IOException {
    Path source = Files.writeString(directory.resolve("Greeter.java"), GREETER);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                jar.toString(),
                "-d",
                directory.toString(),
                source.toString());
    if (status != 0) {
      throw new IOException("the function for functions-framework-java does not compile");
    }
  }
}
