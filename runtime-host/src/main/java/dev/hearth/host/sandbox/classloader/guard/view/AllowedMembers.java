package dev.hearth.host.sandbox.classloader.guard.view;

import java.lang.reflect.Member;
import java.util.HashSet;
import java.util.Set;

/**
 * Members of others that one instance was allowed to reach by reflection before, and so may again,
 * for its rules never change. The first ones only, so that it stays small. Safe for use by several
 * threads without a lock: each set is made anew, for a thread may be out of stack anywhere, and a
 * member that is lost in a race is added when it is used the next time.
 */
public final class AllowedMembers {

  /** How many are remembered. */
  static final int LIMIT = 128;

  private volatile Set<Member> members = Set.of();

  AllowedMembers() {}

  /** Whether it was allowed before and is remembered. */
  public boolean has(Member member) {
    return members.contains(member);
  }

  /** Remembers a member that the rules allow, if there is room. */
  public void add(Member member) {
    Set<Member> known = members;
    if (known.size() < LIMIT) {
      Set<Member> more = new HashSet<>(known);
      more.add(member);
      members = Set.copyOf(more);
    }
  }
}
