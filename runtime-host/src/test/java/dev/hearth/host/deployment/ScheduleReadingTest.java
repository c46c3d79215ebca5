package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.registry.trigger.TriggerSpec.CatchUp;
import dev.hearth.host.registry.trigger.TriggerSpec.Overlap;
import dev.hearth.host.registry.trigger.TriggerSpec.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleReadingTest {

  private static List<TriggerSpec> good(String schedules) {
    return ManifestReaderTest.good("triggers:\n" + schedules).background().triggers();
  }

  @Test
  void readsEveryKey() {
    assertThat(
            good(
                "  - schedule: {name: nightly, cron: \"*/5 * * * *\", zone: Europe/Vienna,"
                    + " jitter: 30s, overlap: queue, catchUp: all}"))
        .containsExactly(
            new Schedule(
                "nightly",
                "*/5 * * * *",
                ZoneId.of("Europe/Vienna"),
                Duration.ofSeconds(30),
                Overlap.QUEUE,
                CatchUp.ALL));
  }

  @Test
  void fillsInTheDefaultsAndNumbersTheNames() {
    assertThat(
            good(
                """
                  - schedule: {cron: '@every 90s'}
                  - schedule: {name: mine, cron: '@daily'}
                  - schedule: {cron: '0 30 2 * * *'}
                """))
        .containsExactly(
            schedule("schedule-1", "@every 90s"),
            schedule("mine", "@daily"),
            schedule("schedule-3", "0 30 2 * * *"));
  }

  private static Schedule schedule(String name, String cron) {
    return new Schedule(name, cron, ZoneId.of("UTC"), Duration.ZERO, Overlap.SKIP, CatchUp.LAST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                        | triggers[0].schedule.cron: is missing",
        "{cron: '61 * * * *'}                      | triggers[0].schedule.cron: \"61 * * * *\"",
        "{cron: '0 0 30 2 *'}                      | triggers[0].schedule.cron: never comes",
        "{cron: '* * * *'}                         | triggers[0].schedule.cron: \"* * * *\" has 4 fields",
        "{cron: '@daily', zone: Europe/Wien}       | triggers[0].schedule.zone: wants the name",
        "{cron: '@daily', jitter: 2h}              | triggers[0].schedule.jitter: wants 0ms to 1h",
        "{cron: '@daily', jitter: soon}            | triggers[0].schedule.jitter: wants a duration",
        "{cron: '@daily', overlap: skp}            | triggers[0].schedule.overlap: wants one of [allow, queue, skip]",
        "{cron: '@daily', catchUp: some}           | triggers[0].schedule.catchUp: wants one of [all, last, none]",
        "{cron: '@daily', catchUp: all}            | triggers[0].schedule.catchUp: is all, but overlap: skip",
        "{cron: '@daily', name: A_b}               | triggers[0].schedule.name: wants 1 to 63",
        "{cron: '@daily', timezone: UTC}           | triggers[0].schedule.timezone: is not a key",
        "[]                                        | triggers[0].schedule: wants keys and values",
      })
  void saysWhatIsWrongWhereAndHowToMendIt(String schedule, String problem) {
    assertThat(ManifestReaderTest.bad("triggers: [{schedule: " + schedule + "}]"))
        .anySatisfy(said -> assertThat(said).startsWith(problem));
  }

  @Test
  void refusesTwoOfOneName() {
    assertThat(
            ManifestReaderTest.bad(
                "triggers: [{schedule: {name: schedule-2, cron: '@daily'}}, {schedule: {cron:"
                    + " '@daily'}}]"))
        .containsExactly(
            "triggers: has two schedules named \"schedule-2\": give each a \"name\" of its own");
  }
}
