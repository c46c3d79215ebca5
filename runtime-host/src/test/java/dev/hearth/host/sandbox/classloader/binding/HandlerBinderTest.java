package dev.hearth.host.sandbox.classloader.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.function.Context;
import dev.hearth.function.Event;
import dev.hearth.function.EventFunction;
import dev.hearth.function.HttpFunction;
import dev.hearth.function.HttpResponse;
import dev.hearth.function.TypedFunction;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.HandlerStyle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table of what goes in and what comes out, for each contract. */
class HandlerBinderTest {

  private static final Context NO_CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  /** A type of the function's own. */
  public record Order(String name, int count) {}

  /** Takes an order. */
  public static final class Orders implements Function<Order, Order> {
    @Override
    public Order apply(Order order) {
      return new Order(order.name(), order.count() + 1);
    }
  }

  /** Takes text. */
  public static final class Texts implements Function<String, String> {
    @Override
    public String apply(String text) {
      return text + "!";
    }
  }

  /** Takes bytes. */
  public static final class Bytes implements Function<byte[], byte[]> {
    @Override
    public byte[] apply(byte[] bytes) {
      return bytes;
    }
  }

  /** Takes a stream. */
  public static final class Streams implements Function<InputStream, InputStream> {
    @Override
    public InputStream apply(InputStream stream) {
      return stream;
    }
  }

  /** Takes events. */
  public static final class Events implements TypedFunction<Event, String> {
    @Override
    public String handle(Event event, Context context) {
      return event.id() + event.dataText();
    }
  }

  /** Takes a list of orders. */
  public static final class Lists implements Consumer<List<Order>> {
    int counted;

    @Override
    public void accept(List<Order> orders) {
      orders.forEach(order -> counted += order.count());
    }
  }

  private static Outcome.Answered call(HandlerStyle style, Object handler, String body)
      throws Exception {
    return call(style, handler, body, List.of());
  }

  private static Outcome.Answered call(
      HandlerStyle style, Object handler, String body, List<HeaderField> headers) throws Exception {
    Input input = new Input.Http("POST", "/p", "q=1", headers, Payload.utf8(body));
    return new HandlerBinder(ByteSize.kibibytes(1))
        .bind(style, handler)
        .call(input, NO_CONTEXT, AnswerStream.WHOLE_ONLY);
  }

  private static String shown(Outcome.Answered answered) {
    return answered.status()
        + " "
        + answered.headers().stream().map(HeaderField::value).toList()
        + " "
        + answered.body().text();
  }

  private static Outcome.Answered supplied(Supplier<? extends @Nullable Object> supplier)
      throws Exception {
    return call(HandlerStyle.SUPPLIER, supplier, "");
  }

  @Test
  void rawTypesTakeAndGiveTheBody() throws Exception {
    assertThat(shown(call(HandlerStyle.FUNCTION, new Texts(), "hé")))
        .isEqualTo("200 [text/plain; charset=utf-8] hé!");
    assertThat(shown(call(HandlerStyle.FUNCTION, new Bytes(), "b")))
        .isEqualTo("200 [application/octet-stream] b");
    assertThat(shown(call(HandlerStyle.FUNCTION, new Streams(), "s")))
        .isEqualTo("200 [application/octet-stream] s");
  }

  @Test
  void otherTypesAreJson() throws Exception {
    assertThat(
            shown(
                call(HandlerStyle.FUNCTION, new Orders(), "{\"name\":\"x\",\"count\":1,\"y\":0}")))
        .isEqualTo("200 [application/json] {\"name\":\"x\",\"count\":2}");
    Lists lists = new Lists();
    assertThat(call(HandlerStyle.CONSUMER, lists, "[{\"count\":2},{\"count\":3}]").status())
        .isEqualTo(204);
    assertThat(lists.counted).isEqualTo(5);
    assertThat(shown(supplied(() -> Map.of("a", List.of(1, true)))))
        .isEqualTo("200 [application/json] {\"a\":[1,true]}");
  }

  @Test
  void nothingIs204() throws Exception {
    assertThat(shown(supplied(() -> null))).isEqualTo("204 [] ");
    EventFunction function = (_, _) -> {};
    assertThat(
            call(
                    HandlerStyle.EVENT,
                    function,
                    "",
                    List.of(
                        new HeaderField("ce-specversion", "1.0"),
                        new HeaderField("ce-id", "1"),
                        new HeaderField("ce-source", "/"),
                        new HeaderField("ce-type", "t")))
                .status())
        .isEqualTo(204);
  }

  @Test
  void anEventParameterTakesTheEvent() throws Exception {
    String json =
        "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/\",\"type\":\"t\",\"data\":1}";
    HeaderField type = new HeaderField("content-type", "application/cloudevents+json");
    assertThat(call(HandlerStyle.TYPED, new Events(), json, List.of(type)).body().text())
        .isEqualTo("71");
  }

  @Test
  void aWholeResponseGoesOutAsItIs() throws Exception {
    HttpResponse response = HttpResponse.text("x").withStatus(418).withHeader("X-Own", "1");
    Outcome.Answered answered = supplied(() -> response);
    assertThat(answered.status()).isEqualTo(418);
    assertThat(answered.headers()).contains(new HeaderField("x-own", "1"));
    HttpFunction function =
        (request, _) -> HttpResponse.text(request.method() + request.path() + request.rawQuery());
    assertThat(call(HandlerStyle.HTTP, function, "").body().text()).isEqualTo("POST/pq=1");
  }

  @Test
  void saysWhereTheJsonIsWrong() {
    for (String body : List.of("", "{", "[1]", "{\"count\":\"x\"}", "{\"count\":1} 2", "\0")) {
      assertThatThrownBy(() -> call(HandlerStyle.FUNCTION, new Orders(), body))
          .as(body)
          .isInstanceOf(InputBindingException.class)
          .hasMessageContaining("Order");
    }
    assertThatThrownBy(() -> call(HandlerStyle.FUNCTION, new Orders(), "[".repeat(10_000)))
        .isInstanceOf(InputBindingException.class);
  }

  @Test
  void saysWhatCannotBeSent() {
    Object loop = new Object[1];
    ((Object[]) loop)[0] = loop;
    assertThatThrownBy(() -> supplied(() -> loop)).isInstanceOf(OutputBindingException.class);
    HttpFunction none = answeringNull();
    assertThatThrownBy(() -> call(HandlerStyle.HTTP, none, ""))
        .isInstanceOf(OutputBindingException.class)
        .hasMessageContaining("returned null");
  }

  /** As the function of an author whose compiler does not check for null. */
  private static HttpFunction answeringNull() {
    ClassLoader loader = HttpFunction.class.getClassLoader();
    Class<?>[] contract = {HttpFunction.class};
    return (HttpFunction) Proxy.newProxyInstance(loader, contract, (_, _, _) -> null);
  }

  @Test
  void noKindOfAnswerPassesTheLimit() {
    String large = "x".repeat(1025);
    byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
    for (Object value :
        List.of(
            large,
            bytes,
            new ByteArrayInputStream(bytes),
            new Endless(),
            HttpResponse.text(large),
            List.of(large))) {
      assertThatThrownBy(() -> supplied(() -> value))
          .as(value.getClass().getName())
          .isInstanceOf(OutputBindingException.class)
          .hasMessageContaining("1KiB")
          .hasMessageContaining("response.max-body");
    }
  }

  private static final class Endless extends InputStream {
    @Override
    public int read() throws IOException {
      return 'x';
    }
  }

  /** Whatever the API lets a function set. */
  @Property(tries = 1000)
  void noResponseHoldsWhatCouldSplitOrSmuggle(
      @ForAll("names") String name, @ForAll String value, @ForAll int status) throws Exception {
    HttpResponse response;
    try {
      response = HttpResponse.text("x").withHeader(name, value).withStatus(status);
    } catch (IllegalArgumentException refusedByTheApi) {
      return;
    }
    Outcome.Answered answered = supplied(() -> response);
    assertThat(answered.status()).isBetween(200, 599);
    assertThat(answered.headers())
        .allSatisfy(field -> {
          assertThat(field.name()).matches("[!#$%&'*+.^_`|~0-9a-z-]+");
          assertThat(field.value()).doesNotContainPattern("[\r\n\\x00]");
          assertThat(field.name().toLowerCase(Locale.ROOT))
              .doesNotMatch(
                  "connection|content-length|transfer-encoding|upgrade|te|trailer|keep-alive"
                      + "|proxy-connection|date");
        });
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            3,
            Arbitraries.of(
                "Connection",
                "content-length",
                "Transfer-Encoding",
                "UPGRADE",
                "te",
                "Trailer",
                "Keep-Alive",
                "Proxy-Connection",
                "Date",
                "X-Own",
                "set-cookie",
                "a b",
                "a:b",
                "é")),
        Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(8)));
  }
}
