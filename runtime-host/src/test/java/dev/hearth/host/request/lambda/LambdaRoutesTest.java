package dev.hearth.host.request.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LambdaRoutesTest {

  private static LambdaRoute route(String method, String pattern) {
    return LambdaRoute.control(method, pattern, Scope.READ, 0, _ -> LambdaAnswer.empty(200));
  }

  private static LambdaPath path(String text) {
    return LambdaPath.parse(text).orElseThrow();
  }

  private final LambdaRoutes routes =
      new LambdaRoutes(
          List.of(
              route("GET", "/2015-03-31/functions"),
              route("GET", "/2015-03-31/functions/{FunctionName}"),
              route("DELETE", "/2015-03-31/functions/{FunctionName}"),
              route("GET", "/2015-03-31/functions/{FunctionName}/aliases/{Name}")));

  @Test
  void placesOfThePathComeDecoded() {
    assertThat(
            routes
                .find("GET", path("/2015-03-31/functions/hello%3Alive/aliases/a%2Fb"))
                .orElseThrow()
                .values())
        .isEqualTo(Map.of("FunctionName", "hello:live", "Name", "a/b"));
  }

  @Test
  void aSlashAtTheEndSaysNothing() {
    assertThat(routes.find("GET", path("/2015-03-31/functions/"))).isPresent();
    assertThat(routes.find("GET", path("/2015-03-31/functions/x/"))).isPresent();
  }

  @Test
  void otherPathsAndMethodsFindNothing() {
    assertThat(routes.find("POST", path("/2015-03-31/functions"))).isEmpty();
    assertThat(routes.find("GET", path("/2015-03-31/functions//aliases/x"))).isEmpty();
    assertThat(routes.find("GET", path("/2015-03-31/functions/x/aliases"))).isEmpty();
    assertThat(routes.methodsOf(path("/2015-03-31/functions/x"))).containsExactly("DELETE", "GET");
  }

  @Test
  void twoOperationsAtOnePlaceAreAMistake() {
    assertThatThrownBy(
            () -> new LambdaRoutes(List.of(route("GET", "/a/{B}"), route("GET", "/a/{C}"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void malformedPathsAreNone() {
    assertThat(LambdaPath.parse("")).isEmpty();
    assertThat(LambdaPath.parse("/a%")).isEmpty();
    assertThat(LambdaPath.parse("/%ff")).isEmpty();
    assertThat(LambdaPath.query("a=%1")).isEmpty();
    assertThat(LambdaPath.query("a=1&b=%20&a=2&c").orElseThrow())
        .isEqualTo(Map.of("a", List.of("1", "2"), "b", List.of(" "), "c", List.of("")));
  }
}
