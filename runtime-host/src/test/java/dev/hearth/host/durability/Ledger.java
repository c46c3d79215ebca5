package dev.hearth.host.durability;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the host has acknowledged. Any thread may use it. */
final class Ledger {

  private final Map<String, Worker> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, String> idOfKey = new ConcurrentHashMap<>();
  private final Map<String, String> answerOfKey = new ConcurrentHashMap<>();
  private final Queue<String> broken = new ConcurrentLinkedQueue<>();

  /** The host has said that it has the call. */
  void acknowledge(String id, Worker worker) {
    acknowledged.put(id, worker);
  }

  /** The host has said as which task it has the call with a key. */
  void acknowledge(String id, Worker worker, String key) {
    acknowledge(id, worker);
    String first = idOfKey.putIfAbsent(key, id);
    if (first != null && !first.equals(id)) {
      broken.add("the key " + key + " belongs to two tasks, " + first + " and " + id);
    }
  }

  /** The host has answered the call with a key. */
  void answered(String key, String answer) {
    String first = answerOfKey.putIfAbsent(key, answer);
    if (first != null && !first.equals(answer)) {
      broken.add("the key " + key + " has two answers, " + first + " and " + answer);
    }
  }

  /** Which tasks there must be. */
  Map<String, Worker> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** Whether there is a task of each function. */
  boolean knowsAll() {
    return EnumSet.allOf(Worker.class).equals(Set.copyOf(acknowledged.values()));
  }

  /** Promises that were seen to be broken. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** Something is not as it must be. */
  void breach(String what) {
    broken.add(what);
  }
}
