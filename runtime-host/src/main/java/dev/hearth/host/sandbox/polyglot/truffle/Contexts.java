package dev.hearth.host.sandbox.polyglot.truffle;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;

/** Engines, and contexts that reach nothing but what they are given here. Stateless. */
final class Contexts {

  private Contexts() {}

  /** The same for a command of WASI preview 1, which sees no directory. */
  static Context wasm(Engine engine, CommandStreams streams, Map<String, String> environment) {
    return closed("wasm", engine, new GuestFiles(), streams.out(), streams.err())
        .in(streams.in())
        .environment(environment)
        .arguments("wasm", new String[] {"main.wasm"})
        .option("wasm.Builtins", "wasi_snapshot_preview1")
        .build();
  }

  /** The same for Python, with its library and without native modules. */
  static Context python(Engine engine, GuestFiles files, GuestStream out, GuestStream err) {
    return closed("python", engine, FileSystem.allowInternalResourceAccess(files), out, err)
        .option("python.PosixModuleBackend", "java")
        .option("python.Sha3ModuleBackend", "java")
        .option("python.DontWriteBytecodeFlag", "true")
        .option("python.InstallSignalHandlers", "false")
        .option("python.NoUserSiteFlag", "true")
        .option("python.WarnExperimentalFeatures", "false")
        .build();
  }

  /** A context without access to classes, threads, processes, native code or the environment. */
  static Context.Builder closed(
      String language, Engine engine, FileSystem files, OutputStream out, OutputStream err) {
    return Context.newBuilder(language)
        .engine(engine)
        .allowAllAccess(false)
        .allowHostAccess(HostAccess.NONE)
        .allowHostClassLookup(_ -> false)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowEnvironmentAccess(EnvironmentAccess.NONE)
        .allowCreateThread(false)
        .allowCreateProcess(false)
        .allowNativeAccess(false)
        .allowInnerContextOptions(false)
        .allowIO(IOAccess.newBuilder().fileSystem(files).allowHostSocketAccess(false).build())
        .currentWorkingDirectory(Path.of(GuestFiles.HOME))
        .allowExperimentalOptions(true)
        .out(out)
        .err(err);
  }

  /** The same for JavaScript. */
  static Context javaScript(
      Engine engine, JavaScriptFiles files, GuestStream out, GuestStream err) {
    return closed("js", engine, files, out, err)
        .option("js.text-encoding", "true")
        .option("js.esm-bare-specifier-relative-lookup", "true")
        .option("js.load", "false")
        .option("js.print", "false")
        .option("js.console", "false")
        .option("js.graal-builtin", "false")
        .option("js.java-package-globals", "false")
        .option("js.polyglot-builtin", "false")
        .option("js.string-length-limit", Integer.toString(1 << 27))
        .option("js.unhandled-rejections", "none")
        .build();
  }

  /** An engine as all languages want it. */
  static Engine engine(String language) {
    return Engine.newBuilder(language)
        .allowExperimentalOptions(true)
        .option("engine.WarnInterpreterOnly", "false")
        .build();
  }

  /**
   * Closes an engine if no context of it lives; it is left to the garbage collector otherwise.
   * Closing it by force waits for its contexts under a lock that these may want to end.
   */
  static void close(Engine engine) {
    try {
      engine.close();
    } catch (IllegalStateException inUse) {
      // It goes with the last of its contexts.
    }
  }
}
