package dev.hearth.host;

import dev.hearth.host.data.DataDirectory;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.request.InvocationFactory;
import dev.hearth.host.request.hook.HookGateway;
import dev.hearth.host.secret.MasterKeyFile;
import dev.hearth.host.secret.SecretVault;
import dev.hearth.host.store.SqliteStore;
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
      InvocationPipeline pipeline,
      TaskQueue tasks,
      InvocationFactory invocations,
      Vertx vertx) {
    return new HookGateway(
        core.registry(),
        new HookGateway.Means(
            pipeline::refuseLater,
            core.secrets(),
            tasks,
            invocations::nextId,
            core.time(),
            new HookGateway.Limits(config.limits().body(), config.webhookWindow())),
        vertx);
  }
}
