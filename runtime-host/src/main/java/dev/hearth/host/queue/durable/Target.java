package dev.hearth.host.queue.durable;

import dev.hearth.host.registry.FunctionName;

/**
 * What a task is to run, resolved anew at each attempt.
 *
 * @param qualifier a version number, an alias, or empty for the version that is active then
 */
public record Target(FunctionName function, String qualifier) {

  @Override
  public String toString() {
    return qualifier.isEmpty() ? function.value() : function + "@" + qualifier;
  }
}
