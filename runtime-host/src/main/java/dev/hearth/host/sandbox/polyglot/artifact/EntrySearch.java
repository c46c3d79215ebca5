package dev.hearth.host.sandbox.polyglot.artifact;

import dev.hearth.host.config.Problem;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.polyglot.guest.GuestLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds where a program begins, by the names of its files. Pure. */
final class EntrySearch {

  /** What the files to begin with are called, without their ending; the first there is counts. */
  private static final List<String> USUAL =
      List.of("index", "main", "handler", "function", "app", "lambda_function");

  private final Set<String> files;
  private final Optional<String> packageMain;

  /**
   * A search.
   *
   * @param files all there are, by their paths below the root
   * @param packageMain the file that a {@code package.json} names
   */
  EntrySearch(Set<String> files, Optional<String> packageMain) {
    this.files = new TreeSet<>(files);
    this.packageMain = packageMain;
  }

  /**
   * The one that takes the calls.
   *
   * @param handler what the manifest says: a file, or a file without its ending, a dot and a name;
   *     empty to have it found
   * @throws ArtifactRefusedException when there is none, or no single one
   */
  ProgramEntry choose(String handler) throws ArtifactRefusedException {
    return handler.isEmpty() ? usual() : named(handler);
  }

  private ProgramEntry named(String handler) throws ArtifactRefusedException {
    Optional<GuestLanguage> whole = GuestLanguage.ofFile(handler);
    if (whole.isPresent() && files.contains(handler)) {
      return new ProgramEntry(whole.get(), handler, "");
    }
    int dot = handler.lastIndexOf('.');
    if (dot > 0) {
      String stem = handler.substring(0, dot);
      for (GuestLanguage language : GuestLanguage.values()) {
        for (String ending : language.endings()) {
          if (files.contains(stem + ending)) {
            return new ProgramEntry(language, stem + ending, handler.substring(dot + 1));
          }
        }
      }
    }
    throw refused(
        "handler",
        "there is no file for \""
            + handler
            + "\": write a file of the artifact such as src/app.mjs, or a file without its ending"
            + " and the name of a function such as index.handler");
  }

  private ProgramEntry usual() throws ArtifactRefusedException {
    List<ProgramEntry> found = new ArrayList<>();
    for (GuestLanguage language : GuestLanguage.values()) {
      mainOf(language).ifPresent(main -> found.add(new ProgramEntry(language, main, "")));
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw refused(
        "",
        found.isEmpty()
            ? "there is no file to begin with: name it index.mjs, index.js, main.py or main.wasm,"
                + " or say which one it is with \"handler\""
            : "there are several files to begin with: "
                + String.join(", ", found.stream().map(ProgramEntry::main).toList())
                + "; say which one with \"handler\"");
  }

  private Optional<String> mainOf(GuestLanguage language) {
    if (language == GuestLanguage.JAVASCRIPT && packageMain.filter(files::contains).isPresent()) {
      return packageMain;
    }
    for (String stem : USUAL) {
      for (String ending : language.endings()) {
        if (files.contains(stem + ending)) {
          return Optional.of(stem + ending);
        }
      }
    }
    List<String> atTop =
        files.stream()
            .filter(file -> file.indexOf('/') < 0)
            .filter(file -> GuestLanguage.ofFile(file).filter(language::equals).isPresent())
            .toList();
    return atTop.size() == 1 ? Optional.of(atTop.getFirst()) : Optional.empty();
  }

  private static ArtifactRefusedException refused(String where, String what) {
    return new ArtifactRefusedException(List.of(new Problem(where, what)));
  }
}
