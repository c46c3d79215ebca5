package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.sandbox.InstanceId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The groups that hold the instances' thread groups. There are several, because the JDK looks
 * through all siblings when a group is made: with a thousand instances under one parent that took 7
 * % of a cold start. Immutable.
 */
final class ParentGroups {

  private static final int COUNT = 64;

  private final List<ThreadGroup> groups;

  ParentGroups() {
    ThreadGroup root = root();
    groups = IntStream.range(0, COUNT).mapToObj(i -> new ThreadGroup(root, "hearth-" + i)).toList();
  }

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** The group that everything in the JVM is in. */
  static ThreadGroup everything() {
    return root();
  }

  /** The parent for an instance's group. */
  ThreadGroup of(InstanceId id) {
    return groups.get((int) (id.number() % COUNT));
  }
}
