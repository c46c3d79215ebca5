package dev.hearth.host.attack;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Tries one attack after the other on one host; starts a new host when one was hurt. Used by one
 * thread.
 */
final class Battle implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final String SMALL =
      "timeout: {queue: 3s, init: 1s, run: 300ms}, budget: {cpu: 200ms, memory: 64MiB}";
  private static final String ROOMY =
      "timeout: {queue: 3s, init: 3s, run: 4s}, budget: {cpu: 2s, memory: 128MiB}";

  private final Path directory;
  private final CompiledAttacks compiled;
  private final Victim victim;
  private AttackedHost host;
  private Probe probe;
  private int hosts = 1;

  private Battle(Path directory, CompiledAttacks compiled, Victim victim, AttackedHost host) {
    this.directory = directory;
    this.compiled = compiled;
    this.victim = victim;
    this.host = host;
    this.probe = Probe.of(host);
  }

  /** Compiles the attacks and starts a host. */
  static Battle begin(Path directory, List<Attack> attacks)
      throws IOException, InterruptedException {
    CompiledAttacks compiled = CompiledAttacks.of(attacks);
    Victim victim = Victim.in(directory.resolve("victim"));
    return new Battle(directory, compiled, victim, AttackedHost.start(directory.resolve("host-1")));
  }

  /** Tries one. */
  Result fight(Attack attack) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Words words = uploadAndCall(attack);
    delete(attack);
    List<String> differences = new ArrayList<>(probe.differences(attack.name() + "@"));
    differences.addAll(victim.damage());
    Seen seen = host.isAlive() ? words.seen() : Seen.HOST_GONE;
    long millis = (System.nanoTime() - begun) / 1_000_000;
    Result result = new Result(attack, seen, words.said(), differences, millis);
    if (!differences.isEmpty() || seen == Seen.NO_REPLY) {
      newHost();
    }
    return result;
  }

  private Words uploadAndCall(Attack attack) {
    HostClient client = host.client();
    try {
      Reply upload = client.later(upload(attack)).join();
      if (upload.status() != 201) {
        return Words.ofUpload(upload);
      }
      HttpRequest.Builder call = client.toGateway("/fn/" + attack.name()).timeout(PATIENCE).GET();
      return Words.ofCall(client.later(call).join());
    } catch (CompletionException e) {
      return Words.noReply(Optional.ofNullable(e.getCause()).orElse(e));
    }
  }

  private HttpRequest.Builder upload(Attack attack) {
    String config =
        "{%s, auth: public, env: {%s, GATEWAY: \"%s\", DATA: \"%s\"}}"
            .formatted(
                attack.isBomb() ? SMALL : ROOMY,
                victim.env(),
                host.client().gateway(),
                host.data());
    return host.client()
        .uploadRequest(
            attack.name(),
            HostClient.filePart("artifact", compiled.upload(attack)),
            HostClient.textPart("config", config))
        .timeout(PATIENCE);
  }

  private void delete(Attack attack) {
    HttpRequest.Builder delete =
        host.client().toAdmin("/v1/functions/" + attack.name()).timeout(PATIENCE).DELETE();
    try {
      host.client().later(delete).join();
    } catch (CompletionException gone) {
      // The probe will say so.
    }
  }

  private void newHost() throws IOException, InterruptedException {
    host.close();
    hosts++;
    host = AttackedHost.start(directory.resolve("host-" + hosts));
    probe = Probe.of(host);
  }

  /** The host that stands now. */
  AttackedHost host() {
    return host;
  }

  @Override
  public void close() throws IOException {
    host.close();
    victim.close();
  }
}
