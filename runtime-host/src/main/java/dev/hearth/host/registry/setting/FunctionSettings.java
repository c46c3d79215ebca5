package dev.hearth.host.registry.setting;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What holds for a function whatever its version.
 *
 * @param maxCalls calls of all its versions at a time, in place of {@code concurrency.max} in the
 *     manifest; 0 turns every call away
 * @param async how its queued work is tried again, by the version or alias that it was queued for
 * @param published the versions that were published, by number
 * @param tags names and texts that mean nothing to the host
 */
public record FunctionSettings(
    OptionalInt maxCalls,
    SortedMap<String, AsyncTerms> async,
    SortedMap<Integer, Publication> published,
    SortedMap<String, String> tags) {

  /** Nothing has been set. */
  public static final FunctionSettings NONE =
      new FunctionSettings(OptionalInt.empty(), Map.of(), Map.of(), Map.of());

  public FunctionSettings {
    async = Collections.unmodifiableSortedMap(new TreeMap<>(async));
    published = Collections.unmodifiableSortedMap(new TreeMap<>(published));
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  private FunctionSettings(
      OptionalInt maxCalls,
      Map<String, AsyncTerms> async,
      Map<Integer, Publication> published,
      Map<String, String> tags) {
    this(maxCalls, new TreeMap<>(async), new TreeMap<>(published), new TreeMap<>(tags));
  }

  /** With another maximum. */
  public FunctionSettings withMaxCalls(OptionalInt max) {
    return new FunctionSettings(max, async, published, tags);
  }

  /** With these terms for a qualifier; without any if {@code terms} is empty. */
  public FunctionSettings withAsync(String qualifier, Optional<AsyncTerms> terms) {
    SortedMap<String, AsyncTerms> changed = new TreeMap<>(async);
    terms.ifPresentOrElse(t -> changed.put(qualifier, t), () -> changed.remove(qualifier));
    return new FunctionSettings(maxCalls, changed, published, tags);
  }

  /** With one version more that is published. */
  public FunctionSettings withPublished(int number, Publication publication) {
    SortedMap<Integer, Publication> more = new TreeMap<>(published);
    more.put(number, publication);
    return new FunctionSettings(maxCalls, async, more, tags);
  }

  /** Without what holds for a version. */
  public FunctionSettings withoutVersion(int number) {
    SortedMap<Integer, Publication> fewer = new TreeMap<>(published);
    fewer.remove(number);
    return new FunctionSettings(maxCalls, async, fewer, tags)
        .withAsync(Integer.toString(number), Optional.empty());
  }

  /** With other tags. */
  public FunctionSettings withTags(Map<String, String> others) {
    return new FunctionSettings(maxCalls, async, published, others);
  }
}
