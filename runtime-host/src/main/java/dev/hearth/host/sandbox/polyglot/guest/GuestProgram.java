package dev.hearth.host.sandbox.polyglot.guest;

import java.nio.file.Path;
import java.util.Map;

/**
 * A function's own files and where to begin.
 *
 * @param language what it is written in
 * @param root the directory with its unpacked files; nothing in it ever changes
 * @param main the file to begin with, by its path below {@code root}, with slashes
 * @param export the name of the handler in that file; empty to take the usual ones
 * @param env the environment that its manifest gives it
 * @param modules which files its imports stand for
 */
public record GuestProgram(
    GuestLanguage language,
    Path root,
    String main,
    String export,
    Map<String, String> env,
    ModuleResolution modules) {

  public GuestProgram {
    env = Map.copyOf(env);
  }
}
