package dev.hearth.host.sandbox.polyglot.truffle;

import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import dev.hearth.host.sandbox.polyglot.guest.GuestServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime of a JavaScript context may ask for. Takes and gives texts, but for the function
 * that a CommonJS file is compiled to. Used by the guest's thread.
 */
final class JavaScriptHost {

  private final Context context;
  private @Nullable GuestProgram program;
  private @Nullable GuestServices services;

  JavaScriptHost(Context context) {
    this.context = context;
  }

  void connect(GuestProgram loaded, GuestServices given) {
    program = loaded;
    services = given;
  }

  private GuestProgram program() {
    return Optional.ofNullable(program).orElseThrow(JavaScriptHost::tooEarly);
  }

  private GuestServices services() {
    return Optional.ofNullable(services).orElseThrow(JavaScriptHost::tooEarly);
  }

  private static IllegalStateException tooEarly() {
    return new IllegalStateException("no program has been loaded");
  }

  /** As the runtime takes it. */
  ProxyObject toProxy() {
    return ProxyObject.fromMap(
        Map.of(
            "log", (ProxyExecutable) this::log,
            "remaining", (ProxyExecutable) _ -> services().remainingMillis(),
            "secret",
                (ProxyExecutable) given -> HostTexts.of(services().secret(given[0].asString())),
            "emit", (ProxyExecutable) given -> HostTexts.of(services().emit(given[0].asString())),
            "invoke", (ProxyExecutable) this::invoke,
            "resolve", (ProxyExecutable) this::resolve,
            "format", (ProxyExecutable) this::format,
            "read", (ProxyExecutable) this::read,
            "compile", (ProxyExecutable) this::compile));
  }

  private Object log(Value... given) {
    services().log(given[0].asString(), given[1].asString());
    return true;
  }

  private Object invoke(Value... given) {
    return HostTexts.of(services().invoke(given[0].asString(), given[1].asString()));
  }

  private Object resolve(Value... given) {
    String directory = given[0].asString();
    String name = given[1].asString();
    return program()
        .modules()
        .resolve(directory, name, false)
        .map(file -> "+" + file)
        .orElseGet(() -> "-module-not-found\n" + missing(name, directory));
  }

  static String missing(String name, String directory) {
    return "there is no module \""
        + name
        + "\" for the files in /"
        + directory
        + ": put the package into node_modules in the zip; the built-in modules of Node.js are not"
        + " available";
  }

  private Object format(Value... given) {
    return program().modules().format(file(given[0])).name();
  }

  private Object read(Value... given) {
    return JavaScriptTexts.read(program(), file(given[0]));
  }

  /** Code of the function can get at what asks here, so the name may be anything. */
  private String file(Value name) {
    Path root = program().root();
    Path file = root.resolve(name.asString()).normalize();
    if (!file.startsWith(root) || !Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no such file");
    }
    return root.relativize(file).toString();
  }

  private Object compile(Value... given) {
    return context.eval(JavaScriptTexts.commonJs(program(), file(given[0])));
  }
}
