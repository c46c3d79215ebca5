package dev.hearth.host.durability;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * One client. It sends one call after the other until the host is gone, and repeats those with a
 * key whose answer it has not got as soon as the host is there again. Used by one thread at a time.
 */
final class Caller {

  private static final Worker[] PLAIN = {Worker.SAFE, Worker.UNSAFE, Worker.FAILING};

  private final String name;
  private final Random random;
  private final Ledger ledger;
  private final Deque<KeyedCall> unanswered = new ArrayDeque<>();
  private int made;

  /** A call that may be sent again, always in the same way. */
  private record KeyedCall(String key, boolean later, String body) {}

  Caller(String name, Random random, Ledger ledger) {
    this.name = name;
    this.random = random;
    this.ledger = ledger;
  }

  /** Sends so many calls, fewer if the host goes away. */
  void callUntilGone(HostClient host, int most) {
    try {
      for (int i = unanswered.size(); i > 0; i--) {
        repeat(host, unanswered.removeFirst());
      }
      for (int i = 0; i < most; i++) {
        if (random.nextInt(3) == 0) {
          made++;
          repeat(host, new KeyedCall(name + "-" + made, random.nextBoolean(), body()));
        } else {
          plain(host, PLAIN[random.nextInt(PLAIN.length)]);
        }
      }
    } catch (AssertionError gone) {
      if (!String.valueOf(gone.getMessage()).startsWith("no reply from the host")) {
        throw gone;
      }
    }
  }

  private String body() {
    return "x".repeat(random.nextInt(200));
  }

  private void plain(HostClient host, Worker worker) {
    Reply reply =
        host.send(
            host.toGateway("/fn/" + worker.function())
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(body())));
    if (reply.status() == 202) {
      ledger.acknowledge(reply.invocation(), worker);
    } else {
      ledger.breach("a call was answered with " + reply.status() + ": " + reply.text());
    }
  }

  /** Whatever happens, the call is not given up before it is answered. */
  private void repeat(HostClient host, KeyedCall call) {
    unanswered.addLast(call);
    var request =
        host.toGateway("/fn/" + Worker.KEYED.function()).header("Idempotency-Key", call.key());
    if (call.later()) {
      request.header("Prefer", "respond-async");
    }
    Reply reply = host.send(request.POST(BodyPublishers.ofString(call.body())));
    switch (reply.status()) {
      case 202 -> {
        ledger.acknowledge(reply.invocation(), Worker.KEYED, call.key());
        unanswered.removeLast();
      }
      case 409 -> {
        // It runs; asked for again the next time.
      }
      case 200, 500 -> {
        ledger.acknowledge(reply.invocation(), Worker.KEYED, call.key());
        ledger.answered(call.key(), reply.status() + " " + reply.text());
        unanswered.removeLast();
      }
      default ->
          ledger.breach("a call with a key was answered " + reply.status() + ": " + reply.text());
    }
  }

  /** How many calls with a key have no answer yet. */
  int unanswered() {
    return unanswered.size();
  }
}
