package dev.hearth.host.journey.polyglot;

import dev.hearth.host.HostClient;
import dev.hearth.host.journey.SharedHost;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions in JavaScript that do harm end alone, within their limits, and reach nothing. */
@ExtendWith(SharedHost.class)
class HostileScriptsTest {

  static List<Hostile> scripts() {
    return Hostile.in("hostile-javascript.txt");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void endsAlone(Hostile hostile, HostClient host) {
    String code = "export default async (event, context) => {\n" + hostile.body() + "\n};";
    hostile.attack(host, hostile.name(), Program.of("index.mjs", code));
  }
}
