package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Rules by owner and name, whatever the descriptor. Used by one thread. */
final class TestRules implements Rules {

  private final Map<String, Rule> rules = new HashMap<>();
  private Rule otherwise = new Rule.Allow();

  TestRules with(String member, Rule rule) {
    rules.put(member, rule);
    return this;
  }

  TestRules refuse(String member) {
    return with(member, new Rule.Refuse("word"));
  }

  TestRules replace(String member, String method) {
    return with(member, new Rule.Replace("Probe", method));
  }

  TestRules before(String member) {
    return with(member, new Rule.Before("Probe", "before"));
  }

  TestRules after(String member) {
    return with(member, new Rule.After("Probe", "after"));
  }

  TestRules otherwise(Rule rule) {
    otherwise = rule;
    return this;
  }

  @Override
  public Optional<Rule> find(String owner, String name, String descriptor) {
    return Optional.ofNullable(rules.get(owner + "." + name));
  }

  @Override
  public Rule otherwise() {
    return otherwise;
  }
}
