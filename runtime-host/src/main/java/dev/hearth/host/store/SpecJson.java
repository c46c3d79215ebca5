package dev.hearth.host.store;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Rate;
import dev.hearth.host.registry.AuthMode;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionSpec.CallBudget;
import dev.hearth.host.registry.FunctionSpec.Concurrency;
import dev.hearth.host.registry.FunctionSpec.Exchange;
import dev.hearth.host.registry.FunctionSpec.RetrySpec;
import dev.hearth.host.registry.FunctionSpec.Timeouts;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.registry.Priority;
import dev.hearth.host.registry.SandboxKind;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * How a {@link FunctionSpec} is kept: as JSON that outlives changes of the record. A field that is
 * missing has its default, a field that is not known is passed over; durations are ISO 8601, sizes
 * are bytes. Equal specs give equal texts.
 */
final class SpecJson {

  private static final FunctionSpec DEFAULTS = FunctionSpec.defaults();
  private static final String ENV = "env.";

  /** Read values by path; used by one thread, for one spec. */
  private final Map<String, String> values;

  private SpecJson(Map<String, String> values) {
    this.values = values;
  }

  /** The text to keep. */
  static String write(FunctionSpec spec) {
    return FlatJson.write(json -> writeFields(spec, json));
  }

  private static void writeFields(FunctionSpec spec, JsonGenerator json) {
    json.writeStringProperty("handler", spec.handler());
    json.writeStringProperty("sandbox", spec.sandbox().name());
    json.writeObjectPropertyStart("timeouts");
    json.writeStringProperty("queue", spec.timeouts().queue().toString());
    json.writeStringProperty("init", spec.timeouts().init().toString());
    json.writeStringProperty("run", spec.timeouts().run().toString());
    json.writeEndObject();
    json.writeObjectPropertyStart("budget");
    json.writeStringProperty("cpu", spec.budget().cpu().toString());
    json.writeNumberProperty("memory", spec.budget().memory().bytes());
    json.writeEndObject();
    json.writeObjectPropertyStart("concurrency");
    json.writeNumberProperty("perInstance", spec.concurrency().perInstance());
    json.writeNumberProperty("max", spec.concurrency().max());
    json.writeNumberProperty("warm", spec.concurrency().warm());
    json.writeNumberProperty("queue", spec.concurrency().queue());
    json.writeNumberProperty("weight", spec.concurrency().weight());
    json.writeEndObject();
    json.writeStringProperty("lane", spec.lane().name());
    json.writeStringProperty("priority", spec.priority().name());
    json.writeBooleanProperty("idempotent", spec.idempotent());
    json.writeObjectPropertyStart("retry");
    json.writeNumberProperty("maxAttempts", spec.retry().maxAttempts());
    json.writeStringProperty("base", spec.retry().base().toString());
    json.writeStringProperty("cap", spec.retry().cap().toString());
    json.writeStringProperty("maxAge", spec.retry().maxAge().toString());
    json.writeEndObject();
    json.writeStringProperty("auth", spec.auth().name());
    json.writeObjectPropertyStart("env");
    new TreeMap<>(spec.env()).forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeStringProperty("keepAlive", spec.keepAlive().toString());
    ConfinementJson.writeFields(spec.confinement(), json);
    json.writeStringProperty("rate", spec.rate().toString());
    json.writeStringProperty("body", spec.exchange().body().name());
    json.writeStringProperty("onDisconnect", spec.exchange().onDisconnect().name());
    json.writeStringProperty("payload", spec.exchange().payload().name());
    BackgroundJson.writeFields(spec.background(), json);
  }

  /**
   * Reads what {@link #write} of this or another release wrote.
   *
   * @throws IllegalArgumentException when it is damaged, or says something that only a newer
   *     release understands
   */
  static FunctionSpec read(String text) {
    try {
      return new SpecJson(FlatJson.read(text)).spec();
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new IllegalArgumentException("this is no function's configuration: " + text, e);
    }
  }

  private FunctionSpec spec() {
    return new FunctionSpec(
        value("handler", text -> text, DEFAULTS.handler()),
        value("sandbox", SandboxKind::valueOf, DEFAULTS.sandbox()),
        timeouts(DEFAULTS.timeouts()),
        budget(DEFAULTS.budget()),
        concurrency(DEFAULTS.concurrency()),
        value("lane", Lane::valueOf, DEFAULTS.lane()),
        value("priority", Priority::valueOf, DEFAULTS.priority()),
        value("idempotent", SpecJson::truth, DEFAULTS.idempotent()),
        retry(DEFAULTS.retry()),
        value("auth", AuthMode::valueOf, DEFAULTS.auth()),
        env(),
        value("keepAlive", Duration::parse, DEFAULTS.keepAlive()),
        ConfinementJson.read(values),
        value("rate", SpecJson::rate, DEFAULTS.rate()),
        exchange(DEFAULTS.exchange()),
        BackgroundJson.read(values));
  }

  private Exchange exchange(Exchange otherwise) {
    return new Exchange(
        value("body", FunctionSpec.Body::valueOf, otherwise.body()),
        value("onDisconnect", FunctionSpec.OnDisconnect::valueOf, otherwise.onDisconnect()),
        value("payload", FunctionSpec.PayloadFormat::valueOf, otherwise.payload()));
  }

  private Timeouts timeouts(Timeouts otherwise) {
    return new Timeouts(
        value("timeouts.queue", Duration::parse, otherwise.queue()),
        value("timeouts.init", Duration::parse, otherwise.init()),
        value("timeouts.run", Duration::parse, otherwise.run()));
  }

  private CallBudget budget(CallBudget otherwise) {
    return new CallBudget(
        value("budget.cpu", Duration::parse, otherwise.cpu()),
        value("budget.memory", text -> new ByteSize(Long.parseLong(text)), otherwise.memory()));
  }

  private Concurrency concurrency(Concurrency otherwise) {
    return new Concurrency(
        value("concurrency.perInstance", Integer::valueOf, otherwise.perInstance()),
        value("concurrency.max", Integer::valueOf, otherwise.max()),
        value("concurrency.warm", Integer::valueOf, otherwise.warm()),
        value("concurrency.queue", Integer::valueOf, otherwise.queue()),
        value("concurrency.weight", Integer::valueOf, otherwise.weight()));
  }

  private RetrySpec retry(RetrySpec otherwise) {
    return new RetrySpec(
        value("retry.maxAttempts", Integer::valueOf, otherwise.maxAttempts()),
        value("retry.base", Duration::parse, otherwise.base()),
        value("retry.cap", Duration::parse, otherwise.cap()),
        value("retry.maxAge", Duration::parse, otherwise.maxAge()));
  }

  private Map<String, String> env() {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(ENV))
        .collect(Collectors.toMap(e -> e.getKey().substring(ENV.length()), Map.Entry::getValue));
  }

  private static Rate rate(String text) {
    return text.isEmpty() ? Rate.UNLIMITED : Rate.parse(text);
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false: " + text);
    };
  }

  private <T> T value(String path, Function<String, T> reading, T otherwise) {
    String text = values.get(path);
    return text == null ? otherwise : reading.apply(text);
  }
}
