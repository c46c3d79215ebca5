package dev.hearth.host;

import dev.hearth.host.invocation.InvocationIds;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.request.hook.HookGateway;
import dev.hearth.host.secret.MasterKeyFile;
import dev.hearth.host.secret.SecretVault;
import dev.hearth.host.store.SqliteStore;
import dev.hearth.host.validation.CallValidator;
import io.vertx.core.Vertx;

/** Puts webhooks and the secrets that they need together. */
final class Webhooks {

  private Webhooks() {}

  /** The secrets of this host; locked where their key is not there. */
  static SecretVault secrets(SqliteStore store, DataDirectory data, Surroundings surroundings) {
    return SecretVault.open(
        store.secrets(),
        new MasterKeyFile(data.secretsKey(), surroundings.secrets()),
        surroundings.secrets(),
        surroundings.time());
  }

  /** Answers what is below {@code /hooks}; {@code tasks} takes in what is verified. */
  static HookGateway gateway(
      HearthConfig config,
      Core core,
      CallValidator validator,
      TaskQueue tasks,
      InvocationIds ids,
      Vertx vertx) {
    return new HookGateway(
        core.registry(),
        new HookGateway.Means(
            validator,
            core.secrets(),
            tasks,
            ids,
            core.time(),
            new HookGateway.Limits(config.limits().body(), config.webhookWindow())),
        vertx);
  }
}
