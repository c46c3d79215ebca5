package dev.hearth.host;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the packages in the order in which an invocation passes through them. */
class LayoutTest {

  private static final String ROOT = "dev.hearth.host";

  /** Who sees whom, in reading order; a package that stands in no row breaks the build. */
  private static final String WHO_SEES_WHOM =
"""
      (root)                -> *
      admin                 -> access, admin.json, admin.multipart, config, deployment, invocation, monitoring, monitoring.history, pool, queue.durable, registry, registry.trigger, registry.traffic, request, request.async, response, sandbox, sandbox.polyglot, schedule, scheduling, secret
      admin.json            -> config, deployment, invocation, monitoring, monitoring.history, queue.durable, registry, registry.trigger, registry.setting, registry.traffic, response, sandbox, schedule
      data                  -> access, sandbox.archive
      request.event         -> config, event, event.fanout, invocation, registry, request, response, validation
      schedule              -> config, invocation, queue.durable, registry, registry.trigger, schedule.cron
      schedule.cron         -> config
      admin.multipart       ->
      request               -> access, config, invocation, pipeline, registry, request.framing, response, validation
      request.async         -> access, config, invocation, pipeline, queue.durable, registry, request, response, validation
      request.hook          -> config, invocation, queue.durable, registry, registry.trigger, request, response, secret, validation, webhook
      request.lambda        -> access, access.signature, config, invocation, registry, request, response
      request.lambda.control -> config, deployment, registry, registry.setting, registry.traffic, request.lambda
      request.lambda.invoke -> access, config, invocation, pipeline, queue.durable, registry, request, request.lambda, response, validation
      request.framing       ->
      deployment            -> config, invocation, registry, registry.trigger, sandbox, sandbox.archive, schedule.cron
      worker                -> config, invocation, pipeline, queue, queue.durable, registry, registry.setting, validation
      pipeline              -> cleanup, config, execution, invocation, pool, queue, registry, sandbox, scheduling, validation
      validation            -> access, config, invocation, registry
      scheduling            -> config, execution, invocation, pool, queue, registry, sandbox, scheduling.load
      scheduling.load       -> execution
      event.fanout          -> config, event, invocation, queue.durable, registry, registry.trigger
      event                 -> invocation
      payload               -> invocation, registry
      queue                 -> config, invocation, registry
      queue.durable         -> config, invocation, registry
      execution             -> config, invocation, pool, registry, sandbox
      response              -> config, invocation
      monitoring            -> config, invocation, registry
      monitoring.history    -> config, invocation, monitoring, registry
      cleanup               -> config, invocation, pool, registry, sandbox
      pool                  -> config, registry, sandbox
      sandbox.classloader   -> config, invocation, registry, sandbox, sandbox.archive, sandbox.classloader.binding, sandbox.classloader.binding.lambda, sandbox.classloader.cloud, sandbox.classloader.guard, sandbox.classloader.guard.view, sandbox.classloader.guard.xml, sandbox.classloader.metering, sandbox.classloader.policy, sandbox.classloader.prepared, sandbox.classloader.rewrite, sandbox.classloader.stop
      sandbox.classloader.binding  -> config, event, invocation, payload, registry
      sandbox.classloader.binding.lambda -> config, event, invocation, payload, registry, sandbox.classloader.binding, sandbox.classloader.guard
      sandbox.classloader.cloud    -> config, invocation, registry, sandbox.classloader.binding, sandbox.classloader.cloud.event, sandbox.classloader.cloud.http
      sandbox.classloader.cloud.event -> event, invocation, sandbox.classloader.binding, sandbox.classloader.cloud.http
      sandbox.classloader.cloud.http -> config, event, invocation, payload, sandbox.classloader.binding
      sandbox.classloader.prepared -> config, registry, sandbox, sandbox.archive, sandbox.classloader.policy, sandbox.classloader.rewrite
      sandbox.classloader.rewrite  -> sandbox.classloader.guard, sandbox.classloader.policy
      sandbox.classloader.metering -> invocation, sandbox
      sandbox.classloader.stop     -> config, sandbox.classloader.guard
      sandbox.classloader.guard    -> config, registry, sandbox.classloader.guard.view, sandbox.classloader.policy
      sandbox.classloader.guard.xml -> sandbox.classloader.guard
      sandbox.classloader.guard.view -> config, registry, sandbox.classloader.metering, sandbox.classloader.policy
      sandbox.classloader.policy   -> config, registry, sandbox
      sandbox.polyglot      -> config, invocation, registry, sandbox, sandbox.classloader.metering, sandbox.classloader.stop, sandbox.polyglot.artifact, sandbox.polyglot.binding, sandbox.polyglot.guest
      sandbox.polyglot.artifact -> config, registry, sandbox, sandbox.archive, sandbox.polyglot.guest
      sandbox.polyglot.binding -> event, invocation, registry, sandbox.classloader.binding, sandbox.polyglot.guest
      sandbox.polyglot.layer -> sandbox.polyglot.guest
      sandbox.polyglot.truffle -> sandbox.polyglot.guest
      sandbox.polyglot.guest ->
      sandbox.archive       -> config, sandbox
      sandbox               -> config, invocation, registry
      store                 -> access, config, monitoring.history, queue.durable, registry, registry.trigger, registry.setting, registry.traffic, schedule, secret, store.history, store.schedule, store.secret, store.sql, store.task
      store.secret          -> registry, secret, store.sql
      store.schedule        -> invocation, queue.durable, registry, schedule, store.sql, store.task
      store.task            -> config, invocation, queue.durable, registry, store.sql
      store.history         -> config, invocation, monitoring, monitoring.history, registry, store.sql
      store.sql             -> config, registry
      access                -> config, registry
      access.signature      ->
      secret                -> access, config, invocation, registry, registry.trigger
      webhook               -> invocation, registry.trigger
      invocation            -> config, registry
      registry              -> config, registry.setting, registry.traffic, registry.trigger
      registry.setting      ->
      registry.traffic      ->
      registry.trigger      ->
      config                ->
""";

  private static final JavaClasses HOST =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyPackageSeesOnlyWhatItsRowNames() {
    table()
        .forEach((name, seen) -> {
          if (seen.contains("*") || HOST.stream().noneMatch(c -> placeOf(c).equals(name))) {
            return;
          }
          Set<String> hidden = new TreeSet<>(table().keySet());
          hidden.removeAll(seen);
          hidden.remove(name);
          noClasses()
              .that()
              .resideInAPackage(packageOf(name))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(hidden.stream().map(LayoutTest::packageOf).toArray(String[]::new))
              .because("the row of " + name + " names only " + seen)
              .check(HOST);
        });
  }

  @Test
  void everyPackageStandsInTheTable() {
    assertThat(HOST.stream().map(LayoutTest::placeOf).collect(Collectors.toSet()))
        .isSubsetOf(table().keySet());
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(HOST);
  }

  @Test
  void clocksArePassedIn() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .because("time is a parameter: take a TimeSource")
        .check(HOST);
  }

  @Test
  void staticFieldsNeverChange() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage(ROOT + "..")
        .should()
        .beFinal()
        .check(HOST);
  }

  @Test
  void namesSayWhatAClassIs() {
    classes().should().haveNameNotMatching(".*(Impl|Manager|Utils?|Helper)$").check(HOST);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<String> described =
        HOST.stream()
            .filter(c -> c.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    assertThat(described)
        .containsAll(HOST.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()));
  }

  @Test
  void noPackageGrowsBeyondTwentyFourFiles() {
    var files =
        HOST.stream()
            .filter(c -> c.isTopLevelClass() && !c.getModifiers().contains(JavaModifier.SYNTHETIC))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(files)
        .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(24));
  }

  private static Map<String, List<String>> table() {
    return WHO_SEES_WHOM
        .lines()
        .map(line -> line.split("->", -1))
        .collect(
            Collectors.toMap(
                row -> row[0].strip(),
                row -> Arrays.stream(row[1].split(",")).map(String::strip).toList(),
                (a, _) -> a,
                TreeMap::new));
  }

  private static String placeOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "(root)" : name.substring(ROOT.length() + 1);
  }

  private static String packageOf(String place) {
    return place.equals("(root)") ? ROOT : ROOT + "." + place;
  }
}
