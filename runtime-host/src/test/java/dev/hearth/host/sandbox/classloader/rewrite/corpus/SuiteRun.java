package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs JUnit tests, of JUnit 4 too, and keeps what became of each. Used by one thread. */
final class SuiteRun implements TestExecutionListener {

  private final Map<String, String> outcomes = new TreeMap<>();
  private String running = "";

  private SuiteRun() {}

  /**
   * Runs the tests in packages of a prefix, library and tests in one loader.
   *
   * @return by the class and the identity of a test {@code SUCCESSFUL}, {@code ABORTED} or {@code
   *     FAILED} with the class of what it threw, or {@code SKIPPED}
   */
  static Map<String, String> outcomes(List<Path> jars, SuiteLoader.Variant variant, String prefix)
      throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (SuiteLoader loader = new SuiteLoader(jars, variant)) {
      thread.setContextClassLoader(loader);
      SuiteRun run = new SuiteRun();
      Launcher launcher = LauncherFactory.create(quiet());
      for (String testClass : loader.testClasses(prefix)) {
        run.running = testClass;
        launcher.execute(request(loader, testClass), run);
      }
      return run.outcomes;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static LauncherConfig quiet() {
    return LauncherConfig.builder()
        .enableTestExecutionListenerAutoRegistration(false)
        .enableLauncherSessionListenerAutoRegistration(false)
        .enableLauncherDiscoveryListenerAutoRegistration(false)
        .build();
  }

  private static LauncherDiscoveryRequest request(SuiteLoader loader, String testClass) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectClass(loader, testClass))
        .configurationParameter("junit.vintage.discovery.issue.reporting.enabled", "false")
        .filters(EngineFilter.includeEngines("junit-jupiter", "junit-vintage"))
        .build();
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    outcomes.put(identity(test), "SKIPPED");
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    String thrown = result.getThrowable().map(t -> " " + t.getClass().getName()).orElse("");
    if (test.isTest() || !thrown.isEmpty()) {
      outcomes.put(identity(test), result.getStatus() + thrown);
    }
  }

  private String identity(TestIdentifier test) {
    return running + " " + test.getUniqueId();
  }
}
