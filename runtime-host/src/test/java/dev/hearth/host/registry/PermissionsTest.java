package dev.hearth.host.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.registry.Permissions.Destination;
import dev.hearth.host.registry.Permissions.Directory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermissionsTest {

  @Test
  void aDestinationCoversItsHostOnItsPort() {
    Destination api = Destination.parse("API.acme.com:443");
    assertThat(api.covers("api.ACME.com", 443)).isTrue();
    assertThat(api.covers("api.acme.com", 80)).isFalse();
    assertThat(api.covers("api.acme.com.evil.org", 443)).isFalse();
    assertThat(Destination.parse("api.acme.com:*").covers("api.acme.com", 80)).isTrue();
    assertThat(Destination.parse("[::1]:80").covers("::1", 80)).isTrue();
  }

  @Test
  void aStarStandsForNamesBelow() {
    Destination below = Destination.parse("*.acme.com:443");
    assertThat(below.covers("a.acme.com", 443)).isTrue();
    assertThat(below.covers("a.b.acme.com", 443)).isTrue();
    assertThat(below.covers("acme.com", 443)).isFalse();
    assertThat(below.covers("evilacme.com", 443)).isFalse();
  }

  @Test
  void everyDestinationAndDirectoryReadsBack() {
    for (String text : List.of("api.acme.com:443", "*.acme.com:*", "[::1]:8080", "10.0.0.1:1")) {
      assertThat(Destination.parse(text)).hasToString(text);
    }
    for (String text : List.of("/srv/data", "rw:/srv/out")) {
      assertThat(Directory.parse(text)).hasToString(text);
    }
  }

  @Test
  void withoutAnyNetOnlyListedDestinationsAreReached() {
    Permissions none = Permissions.usual(Policy.STRICT);
    assertThat(none.mayConnect("localhost", 80)).isFalse();
    assertThat(Permissions.usual(Policy.PRACTICAL).mayConnect("localhost", 80)).isTrue();
    assertThatThrownBy(
            () -> new Permissions(true, List.of(Destination.parse("a.b:1")), List.of(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void grantsByWord() {
    Permissions listening = new Permissions(true, List.of(), List.of(), Set.of(Grant.LISTEN));
    assertThat(listening.grants("listen")).isTrue();
    assertThat(listening.grants("exec")).isFalse();
    assertThat(listening.grants("")).isFalse();
    assertThat(Permissions.usual(Policy.PRACTICAL).grants("listen")).isFalse();
  }
}
