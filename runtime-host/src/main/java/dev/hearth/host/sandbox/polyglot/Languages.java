package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.sandbox.polyglot.guest.GuestEngine;
import dev.hearth.host.sandbox.polyglot.guest.GuestEngines;
import dev.hearth.host.sandbox.polyglot.guest.GuestLanguage;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The engines of the languages, each opened on a thread of the host when it is needed for the first
 * time. Guarded by itself; any thread may use it.
 */
public final class Languages implements AutoCloseable {

  private final Supplier<GuestEngines> source;
  private final boolean hasCompiler;
  private final Map<GuestLanguage, CompletableFuture<GuestEngine>> engines =
      new EnumMap<>(GuestLanguage.class);
  private CompletableFuture<GuestEngines> opener = CompletableFuture.failedFuture(new Unopened());

  /** Nothing has been opened. */
  private static final class Unopened extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Nothing is opened yet.
   *
   * @param source loads the languages; asked again after it has failed
   * @param hasCompiler whether the host was started with the compiler for their code
   */
  public Languages(Supplier<GuestEngines> source, boolean hasCompiler) {
    this.source = source;
    this.hasCompiler = hasCompiler;
  }

  /** Whether the host was started with the compiler for guests' code. */
  public boolean hasCompiler() {
    return hasCompiler;
  }

  /** What runs each language by now; those that nobody has asked for are missing. */
  public synchronized Map<String, String> engines() {
    Map<String, String> open = new LinkedHashMap<>();
    engines.forEach((language, engine) -> {
      if (engine.isDone() && !engine.isCompletedExceptionally()) {
        open.put(language.title(), engine.join().implementation());
      }
    });
    return open;
  }

  /**
   * The engine of a language; waits for it.
   *
   * @throws LanguageFailedException when the language cannot be loaded
   */
  GuestEngine engine(GuestLanguage language) {
    try {
      return future(language).join();
    } catch (CompletionException e) {
      String why = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
      throw new LanguageFailedException(language.title() + " cannot be loaded: " + why, e);
    }
  }

  private synchronized CompletableFuture<GuestEngine> future(GuestLanguage language) {
    CompletableFuture<GuestEngine> known = engines.get(language);
    if (known != null && !known.isCompletedExceptionally()) {
      return known;
    }
    if (opener.isCompletedExceptionally()) {
      opener = CompletableFuture.supplyAsync(source, Languages::onThreadOfHost);
    }
    CompletableFuture<GuestEngine> opening =
        opener.thenApplyAsync(engines -> engines.open(language), Languages::onThreadOfHost);
    engines.put(language, opening);
    return opening;
  }

  private static void onThreadOfHost(Runnable opening) {
    Thread.ofPlatform()
        .daemon(true)
        .inheritInheritableThreadLocals(false)
        .name("hearth-languages")
        .start(opening);
  }

  @Override
  public synchronized void close() {
    for (CompletableFuture<GuestEngine> engine : engines.values()) {
      if (engine.isDone() && !engine.isCompletedExceptionally()) {
        engine.join().close();
      }
    }
    engines.clear();
  }
}
