package dev.hearth.host.sandbox.polyglot.truffle;

import java.nio.file.Path;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;

/** Contexts that reach nothing but what they are given here. Stateless. */
final class Contexts {

  private Contexts() {}

  /** A context without access to classes, threads, processes, native code or the environment. */
  static Context.Builder closed(
      String language, Engine engine, FileSystem files, GuestStream out, GuestStream err) {
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
}
