package dev.hearth.host.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Lineage;
import io.vertx.core.MultiMap;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeadersTest {

  private static MultiMap headers(String... namesAndValues) {
    MultiMap map = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer hk_a.b, hk_a.b",
    "authorization, bearer   hk_a.b, hk_a.b",
    "AUTHORIZATION, BEARER hk_a.b, hk_a.b",
    "Authorization, hk_a.b, hk_a.b",
    "Authorization, Basic eDp5, Basic eDp5",
    "X-Api-Key, hk_a.b, hk_a.b",
    "x-other, hk_a.b, ''"
  })
  void findsTheKey(String name, String value, String key) {
    assertThat(RequestHeaders.key(headers(name, value))).isEqualTo(key);
  }

  @Test
  void theAuthorizationGoesBeforeTheApiKey() {
    assertThat(RequestHeaders.key(headers("x-api-key", "hk_b", "authorization", "Bearer hk_a")))
        .isEqualTo("hk_a");
    assertThat(RequestHeaders.key(headers())).isEmpty();
  }

  @Test
  void leavesTheFunctionsOwnCredentialsAlone() {
    assertThat(
            RequestHeaders.forFunction(
                headers(
                    "Authorization", "Bearer eyJhbGci", "X-Api-Key", "theirs", "A", "1", "A", "2"),
                new Lineage(3, Instant.MAX)))
        .containsExactly(
            new HeaderField("Authorization", "Bearer eyJhbGci"),
            new HeaderField("X-Api-Key", "theirs"),
            new HeaderField("A", "1"),
            new HeaderField("A", "2"),
            new HeaderField("x-hearth-hops", "4"));
  }

  @Property(tries = 500)
  void aKeyOfThisHostNeverReachesTheFunction(
      @ForAll("schemes") String scheme, @ForAll("names") String name) {
    String key = "hk_0123456789abcdef.s3cret";
    MultiMap map = headers("accept", "*/*", name, scheme + key);
    if (RequestHeaders.key(map).equals(key)) {
      assertThat(RequestHeaders.forFunction(map, Lineage.ROOT).toString()).doesNotContain("s3cret");
    }
  }

  @Provide
  Arbitrary<String> schemes() {
    return Arbitraries.of("", "Bearer ", "bearer ", "BEARER  ", "Bearer \t", "bEaReR ");
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("authorization", "Authorization", "X-Api-Key", "x-api-key", "X-API-KEY");
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "' 7 ', 7",
    "99999999999999999999, 9223372036854775807",
    "x, 9223372036854775807"
  })
  void readsTheAnnouncedSize(String text, long size) {
    assertThat(RequestHeaders.contentLength(headers("Content-Length", text))).isEqualTo(size);
  }

  @Test
  void aSizeThatIsNotAnnouncedIsNegative() {
    assertThat(RequestHeaders.contentLength(headers())).isNegative();
  }
}
