package dev.hearth.host.sandbox.classloader.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** What a function has of its own where the platform has one for all. */
class SurroundingsTest {

  private final FakeWard ward = FakeWard.usual();
  private final Scope scope = ward.scope;

  @Test
  void theEnvironmentIsThatOfTheManifest() {
    assertThat(SystemProperties.getenv(scope)).containsOnlyKeys("GREETING");
    assertThat(SystemProperties.getenv("GREETING", scope)).isEqualTo("hello");
    assertThat(SystemProperties.getenv("PATH", scope)).isNull();
  }

  @Test
  void propertiesOfTheHostAreNotThere() {
    System.setProperty("hearth.test.secret", "1");
    try {
      assertThat(SystemProperties.getProperty("hearth.test.secret", scope)).isNull();
      assertThat(SystemProperties.getProperty("java.class.path", scope)).isEmpty();
      assertThat(SystemProperties.getProperty("java.version", scope))
          .isEqualTo(System.getProperty("java.version"));
      assertThat(SystemProperties.getProperty("java.io.tmpdir", scope))
          .isEqualTo(ward.temp().toString());
    } finally {
      System.clearProperty("hearth.test.secret");
    }
  }

  @Test
  void aPropertyThatAFunctionSetsIsItsOwn() {
    assertThat(SystemProperties.setProperty("hearth.test.own", "0x10", scope)).isNull();
    assertThat(SystemProperties.getInteger("hearth.test.own", scope)).isEqualTo(16);
    assertThat(SystemProperties.getLong("hearth.test.own", 1L, scope)).isEqualTo(16);
    assertThat(SystemProperties.getBoolean("hearth.test.own", scope)).isFalse();
    assertThat(System.getProperty("hearth.test.own")).isNull();
    assertThat(SystemProperties.getProperty("hearth.test.own", FakeWard.usual().scope)).isNull();
    assertThat(SystemProperties.clearProperty("hearth.test.own", scope)).isEqualTo("0x10");
    assertThat(SystemProperties.getProperty("hearth.test.own", "none", scope)).isEqualTo("none");
  }

  @Test
  void allPropertiesCanBeReplacedAndComeBack() {
    SystemProperties.setProperties(new Properties(), scope);
    assertThat(SystemProperties.getProperties(scope)).isEmpty();
    SystemProperties.setProperties(null, scope);
    assertThat(SystemProperties.getProperties(scope)).containsKey("os.name");
  }

  @Test
  void whatIsPrintedEndsInTheLogEvenAfterTheStreamIsClosed() {
    Streams.out(scope).close();
    Streams.out(scope).print("one");
    Streams.err(scope).print("two");
    Streams.printStackTrace(new IllegalStateException("three"), scope);
    assertThat(ward.printed).startsWith("stdout: one", "stderr: two");
    assertThat(ward.printed).anyMatch(text -> text.contains("IllegalStateException: three"));
  }

  @Test
  void streamsAreReplacedForTheInstanceOnly() {
    var host = System.out;
    var own = new java.io.PrintStream(java.io.OutputStream.nullOutputStream());
    Streams.setOut(own, scope);
    assertThat(Streams.out(scope)).isSameAs(own);
    assertThat(System.out).isSameAs(host);
    assertThat(Streams.in(scope)).isEmpty();
  }

  @Test
  void defaultsAreThoseOfTheHostUntilTheFunctionSetsItsOwn() {
    Locale host = Locale.getDefault();
    assertThat(Defaults.getDefault(scope)).isEqualTo(host);
    Defaults.setDefault(Locale.of("tr"), scope);
    assertThat(Defaults.toLowerCase("TITLE", scope)).isEqualTo("t\u0131tle");
    assertThat(Defaults.getDefault(Locale.Category.FORMAT, scope)).isEqualTo(Locale.of("tr"));
    assertThat(Defaults.format("%.1f", new Object[] {1.5}, scope)).isEqualTo("1,5");
    assertThat(Locale.getDefault()).isEqualTo(host);
  }

  @Test
  void theTimeZoneIsSetForTheInstanceOnly() {
    TimeZone host = TimeZone.getDefault();
    Defaults.setDefaultZone(TimeZone.getTimeZone("Asia/Tokyo"), scope);
    assertThat(Defaults.systemDefault(scope).getId()).isEqualTo("Asia/Tokyo");
    assertThat(Defaults.zonedNow(scope).getZone().getId()).isEqualTo("Asia/Tokyo");
    assertThat(Defaults.calendar(scope).getTimeZone().getID()).isEqualTo("Asia/Tokyo");
    assertThat(TimeZone.getDefault()).isEqualTo(host);
    Defaults.setDefaultZone(null, scope);
    assertThat(Defaults.getDefaultZone(scope)).isEqualTo(host);
  }

  @Test
  void aRefusalSaysWhoWhatAndHowToMendIt() {
    ForbiddenException granted = Refusals.refuse("java.net.ServerSocket.<init>", "listen", scope);
    assertThat(granted)
        .hasMessageContaining("hello@3")
        .hasMessageContaining("java.net.ServerSocket.<init>")
        .hasMessageContaining("`permissions: {allow: [listen]}`");
    ForbiddenException never = Refusals.refuse("java.lang.System.exit", "", scope);
    assertThat(never).hasMessageContaining("`sandbox: process`");
    assertThat(ward.forbidden).containsExactly(granted.getMessage(), never.getMessage());
  }
}
