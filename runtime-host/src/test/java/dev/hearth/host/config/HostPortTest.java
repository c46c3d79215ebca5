package dev.hearth.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

  @Test
  void takesBracketsOffAnIpv6AddressAndPutsThemBack() {
    HostPort address = HostPort.parse("[::1]:8080");
    assertThat(address).isEqualTo(new HostPort("::1", 8080));
    assertThat(address.url()).isEqualTo("http://[::1]:8080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":80", "localhost", "localhost:", "h:65536", "h:-1", "h:8o", "[]:80", "8080"})
  void saysTheFormThatIsWanted(String text) {
    assertThatThrownBy(() -> HostPort.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"" + text + "\" is not an address: write host:port, for instance 127.0.0.1:8080");
  }

  @Property(tries = 300)
  void readsBackWhatItWrites(
      @ForAll("hosts") String host, @ForAll @IntRange(max = 65_535) int port) {
    HostPort address = new HostPort(host, port);
    assertThat(HostPort.parse(address.toString())).isEqualTo(address);
  }

  @Provide
  Arbitrary<String> hosts() {
    return Arbitraries.of("localhost", "127.0.0.1", "::1", "fe80::1", "h.example", "::");
  }
}
