package dev.hearth.host.journey.polyglot;

import dev.hearth.host.HostClient;
import dev.hearth.host.journey.SharedHost;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions in Python that do harm end alone, within their limits, and reach nothing. */
@ExtendWith(SharedHost.class)
class HostilePythonTest {

  static List<Hostile> scripts() {
    return Hostile.in("hostile-python.txt");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void endsAlone(Hostile hostile, HostClient host) {
    String code = "def handler(event, context):\n" + hostile.body().indent(4);
    hostile.attack(host, "py-" + hostile.name(), Program.of("main.py", code));
  }
}
