package dev.hearth.host.sandbox.classloader.policy;

import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.sandbox.CodeAudit;
import dev.hearth.host.sandbox.CodeAudit.Places;
import dev.hearth.host.sandbox.CodeAudit.Refusal;
import dev.hearth.host.sandbox.CodeAudit.Use;
import dev.hearth.host.sandbox.classloader.policy.Site.Member;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Collects what the classes of one artifact would do: give it every class, then ask for the {@link
 * #report}. Used by one thread.
 */
public final class Audit {

  private static final int SHOWN_REFUSALS = 100;
  private static final int SHOWN_FIELDS = 3;

  private final Rules rules;
  private final Optional<Rules> practical;
  private final Map<String, Resolution.Type> own = new HashMap<>();
  private final Map<Member, Tally> sites = new LinkedHashMap<>();
  private final Map<Use, Tally> found = new EnumMap<>(Use.class);

  private Audit(Rules rules, Optional<Rules> practical) {
    this.rules = rules;
    this.practical = practical;
  }

  /** An audit for a function with that confinement. */
  public static Audit of(Confinement confinement) {
    Rules rules = RuleTable.of(confinement.policy(), confinement.permissions().allow());
    return switch (confinement.policy()) {
      case PRACTICAL -> new Audit(rules, Optional.empty());
      case STRICT ->
          new Audit(
              rules,
              Optional.of(RuleTable.of(Policy.PRACTICAL, confinement.permissions().allow())));
    };
  }

  /** Takes a class of the artifact, as it was before it was rewritten. */
  public void add(ClassModel model) {
    List<String> supertypes = new ArrayList<>();
    model.superclass().ifPresent(type -> supertypes.add(type.asInternalName()));
    model.interfaces().forEach(type -> supertypes.add(type.asInternalName()));
    Set<String> members = new HashSet<>();
    model
        .methods()
        .forEach(m -> members.add(m.methodName().stringValue() + m.methodType().stringValue()));
    model
        .fields()
        .forEach(f -> members.add(f.fieldName().stringValue() + f.fieldType().stringValue()));
    own.put(model.thisClass().asInternalName(), new Resolution.Type(supertypes, members));
    CodeReader.read(model, new Collecting());
  }

  /** What was found in all classes together. */
  public CodeAudit report() {
    Resolution resolution = new Resolution(own);
    Map<Use, Tally> all = new EnumMap<>(found);
    Set<Refusal> refused = new LinkedHashSet<>();
    int refusedInAll = 0;
    for (Map.Entry<Member, Tally> entry : sites.entrySet()) {
      Member member = entry.getKey();
      Tally where = entry.getValue();
      KnownUses.of(member)
          .filter(_ -> resolution.isOfPlatform(member.owner()))
          .ifPresent(use -> all.merge(use, where, Tally::and));
      if (resolution.rule(rules, member) instanceof Rule.Refuse(var grant)) {
        refusedInAll += where.count();
        String remedy = remedy(resolution, member, grant);
        where.first().forEach(site -> refused.add(refusal(site, remedy)));
      }
    }
    return new CodeAudit(
        places(all), refused.stream().limit(SHOWN_REFUSALS).toList(), refusedInAll, concurrency());
  }

  private static Refusal refusal(Site site, String remedy) {
    return new Refusal(site.shownType(), site.shownMethod(), site.member().shown(), remedy);
  }

  private String remedy(Resolution resolution, Member member, String grant) {
    if (!grant.isEmpty()) {
      return "permissions: {allow: [" + grant + "]}";
    }
    boolean strictOnly =
        practical.filter(p -> !(resolution.rule(p, member) instanceof Rule.Refuse)).isPresent();
    return strictOnly
        ? "policy: practical"
        : "nothing in this sandbox: such code needs a process of its own";
  }

  private static Map<Use, Places> places(Map<Use, Tally> found) {
    Map<Use, Places> places = new EnumMap<>(Use.class);
    found.forEach((use, where) ->
        places.put(
            use,
            new Places(
                where.count(), where.first().stream().map(Site::shown).distinct().toList())));
    return places;
  }

  private String concurrency() {
    List<String> shared =
        Stream.of(Use.STATIC_WRITES, Use.STATIC_COLLECTIONS)
            .flatMap(use -> Stream.ofNullable(found.get(use)))
            .flatMap(where -> where.first().stream())
            .map(site -> site.member().shown())
            .distinct()
            .limit(SHOWN_FIELDS)
            .toList();
    return shared.isEmpty()
        ? "No static state changes after start: more than one call at a time looks safe if the"
            + " handler's own fields do not change either."
        : "Static state can change while calls run, for instance "
            + String.join(", ", shared)
            + ": leave concurrency.perInstance at 1 unless locks guard it.";
  }

  /** Puts findings where they are kept. */
  private final class Collecting implements CodeReader.Findings {

    @Override
    public void uses(Site site) {
      sites.computeIfAbsent(site.member(), _ -> new Tally()).add(site);
    }

    @Override
    public void writes(Site site) {
      add(Use.STATIC_WRITES, site);
    }

    @Override
    public void shares(Site site) {
      add(Use.STATIC_COLLECTIONS, site);
    }

    @Override
    public void isNative(Site site) {
      add(Use.NATIVE_METHODS, site);
    }

    private void add(Use use, Site site) {
      found.computeIfAbsent(use, _ -> new Tally()).add(site);
    }
  }
}
