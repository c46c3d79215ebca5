package dev.hearth.host.admin.json;

import dev.hearth.host.config.DurationText;
import dev.hearth.host.deployment.Deployment;
import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Functions and versions as the control API shows them. */
public final class FunctionJson {

  private final Supplier<String> gatewayAddress;

  /** With the address that calls go to, for instance {@code http://127.0.0.1:8080}. */
  public FunctionJson(Supplier<String> gatewayAddress) {
    this.gatewayAddress = gatewayAddress;
  }

  public ObjectNode summary(DeployedFunction function) {
    ObjectNode json = Json.object();
    FunctionVersion active = function.active();
    json.put("name", function.name().value());
    json.put("version", active.id().number());
    json.put("versions", function.versions().size());
    json.put("enabled", function.enabled());
    json.put("handler", active.entryPoint().target());
    json.put("sandbox", lower(active.spec().sandbox()));
    json.put("auth", lower(active.spec().auth()));
    json.put("address", address(function.name().value()));
    return json;
  }

  public ObjectNode description(DeployedFunction function, int instances) {
    ObjectNode json = summary(function);
    json.put("instances", instances);
    json.set("active", version(function.active()));
    ObjectNode aliases = json.putObject("aliases");
    new TreeMap<>(function.aliases())
        .forEach((name, alias) -> aliases.set(name, weights(alias.weights())));
    ObjectNode traits = json.putObject("aliasTraits");
    new TreeMap<>(function.aliases())
        .values()
        .forEach(alias -> traits(alias, traits.putObject(alias.name())));
    function.settings().maxCalls().ifPresent(max -> json.put("maxCalls", max));
    return json;
  }

  /** What an alias says besides the weights. */
  public static void traits(Alias alias, ObjectNode json) {
    json.put("sticky", alias.traits().sticky().toString());
    json.put("description", alias.traits().description());
  }

  public static ObjectNode weights(Map<Integer, Integer> weights) {
    ObjectNode json = Json.object();
    weights.forEach((number, weight) -> json.put(Integer.toString(number), weight));
    return json;
  }

  public ObjectNode version(FunctionVersion version) {
    ObjectNode json = Json.object();
    json.put("version", version.id().number());
    json.put("revision", version.revision().toString());
    json.put("sha256", version.artifact().hex());
    json.put("bytes", version.artifactBytes());
    json.put("createdAt", version.createdAt().toString());
    json.set("entryPoint", entryPoint(version.entryPoint()));
    json.set("config", config(version.spec()));
    json.put("address", address(version.id().toString()));
    hooks(version, json);
    return json;
  }

  public ObjectNode deployment(Deployment deployment) {
    FunctionVersion version = deployment.version();
    ObjectNode json = Json.object();
    json.put("name", version.id().function().value());
    json.setAll(version(version));
    json.put("created", deployment.created());
    json.put("address", address(version.id().function().value()));
    var found = json.putArray("entryPoints");
    deployment.preparation().found().forEach(entry -> found.add(entryPoint(entry)));
    json.set("audit", AuditJson.of(deployment.preparation().audit()));
    return json;
  }

  /** Where deliveries go while this version is the active one. */
  private void hooks(FunctionVersion version, ObjectNode json) {
    ArrayNode hooks = json.putArray("hooks");
    for (TriggerSpec trigger : version.spec().background().triggers()) {
      if (trigger instanceof TriggerSpec.Webhook webhook) {
        hooks
            .addObject()
            .put("name", webhook.name())
            .put("verify", lower(webhook.verify()))
            .put("secret", webhook.secret())
            .put(
                "address",
                gatewayAddress.get() + "/hooks/" + version.id().function() + "/" + webhook.name());
      }
    }
  }

  private String address(String path) {
    return gatewayAddress.get() + "/fn/" + path;
  }

  private static ObjectNode entryPoint(EntryPoint entryPoint) {
    return Json.object()
        .put("handler", entryPoint.target())
        .put("contract", entryPoint.style().contract());
  }

  /** The manifest with every default filled in; the values of env stay hidden. */
  private static ObjectNode config(FunctionSpec spec) {
    ObjectNode json = Json.object();
    json.put("sandbox", lower(spec.sandbox()));
    json.putObject("timeout")
        .put("queue", DurationText.format(spec.timeouts().queue()))
        .put("init", DurationText.format(spec.timeouts().init()))
        .put("run", DurationText.format(spec.timeouts().run()));
    json.putObject("concurrency")
        .put("perInstance", spec.concurrency().perInstance())
        .put("max", spec.concurrency().max())
        .put("warm", spec.concurrency().warm())
        .put("weight", spec.concurrency().weight());
    json.putObject("budget")
        .put("cpu", DurationText.format(spec.budget().cpu()))
        .put("memory", spec.budget().memory().toString());
    json.put("lane", lower(spec.lane()));
    json.put("priority", lower(spec.priority()));
    json.put("idempotent", spec.idempotent());
    json.put("auth", lower(spec.auth()));
    if (!spec.keepAlive().isZero()) {
      json.put("keepAlive", DurationText.format(spec.keepAlive()));
    }
    if (spec.rate().isLimited()) {
      json.put("rate", spec.rate().toString());
    }
    json.put("body", lower(spec.exchange().body()));
    json.put("onDisconnect", lower(spec.exchange().onDisconnect()));
    var names = json.putArray("env");
    new TreeMap<>(spec.env()).keySet().forEach(names::add);
    var secrets = json.putArray("secrets");
    spec.background().secrets().forEach(secrets::add);
    json.put("policy", lower(spec.confinement().policy()));
    json.set("permissions", permissions(spec.confinement().permissions()));
    return json;
  }

  /** As the manifest writes them. */
  private static ObjectNode permissions(Permissions permissions) {
    ObjectNode json = Json.object();
    if (!permissions.anyNet()) {
      var net = json.putArray("net");
      permissions.net().forEach(destination -> net.add(destination.toString()));
    }
    var files = json.putArray("files").add("tmp");
    permissions.files().forEach(directory -> files.add(directory.toString()));
    var allow = json.putArray("allow");
    permissions.allow().forEach(grant -> allow.add(grant.word()));
    var invoke = json.putArray("invoke");
    permissions.invoke().forEach(invoke::add);
    var emit = json.putArray("emit");
    permissions.emit().forEach(emit::add);
    return json;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
