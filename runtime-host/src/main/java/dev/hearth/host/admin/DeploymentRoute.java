package dev.hearth.host.admin;

import dev.hearth.host.admin.json.FunctionJson;
import dev.hearth.host.admin.json.Json;
import dev.hearth.host.deployment.BareProgram;
import dev.hearth.host.deployment.Deployer;
import dev.hearth.host.deployment.Deployment;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.response.RefusedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes uploads: {@code PUT /v1/functions/{name}}. */
final class DeploymentRoute {

  private final UploadReceiver receiver;
  private final Deployer deployer;
  private final FunctionJson json;
  private final SecretWarnings warnings;
  private final Exchange exchanges;

  DeploymentRoute(
      UploadReceiver receiver,
      Deployer deployer,
      FunctionJson json,
      SecretWarnings warnings,
      Exchange exchanges) {
    this.receiver = receiver;
    this.deployer = deployer;
    this.json = json;
    this.warnings = warnings;
    this.exchanges = exchanges;
  }

  void deploy(RoutingContext exchange) {
    FunctionName name;
    try {
      name = Exchange.name(exchange);
    } catch (RefusedException e) {
      Exchange.fail(exchange, e);
      return;
    }
    receiver
        .receive(exchange.request())
        .onSuccess(upload -> deploy(exchange, name, upload))
        .onFailure(failure -> Exchange.fail(exchange, failure));
  }

  private void deploy(RoutingContext exchange, FunctionName name, UploadReceiver.Upload upload) {
    exchanges.blocking(
        exchange,
        () -> {
          try {
            BareProgram.wrap(upload.file(), upload.name(), upload.type());
            Deployment deployment = deployer.deploy(name, upload.file(), upload.config());
            return () -> answer(exchange, deployment);
          } finally {
            receiver.discard(upload.file());
          }
        });
  }

  private void answer(RoutingContext exchange, Deployment deployment) {
    exchange
        .response()
        .putHeader(HttpHeaders.LOCATION, "/v1/functions/" + deployment.version().id().function());
    ObjectNode body = json.deployment(deployment);
    ArrayNode list = body.putArray("warnings");
    warnings.of(deployment.version().spec()).forEach(list::add);
    Json.send(exchange, deployment.created() ? 201 : 200, body);
  }
}
