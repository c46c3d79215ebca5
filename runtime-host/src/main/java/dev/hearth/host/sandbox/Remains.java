package dev.hearth.host.sandbox;

import dev.hearth.host.registry.VersionId;

/** What a closed instance may leave behind. Keeps nothing of it alive. */
public interface Remains {

  /** Which instance it was. */
  InstanceId instance();

  /** What it ran. */
  VersionId version();

  /** How many of its threads are still alive. */
  int liveThreads();

  /** Whether everything of it has been collected. */
  boolean gone();

  /** What still holds it: a sentence that names the culprit as well as it can be told. */
  String culprit();
}
