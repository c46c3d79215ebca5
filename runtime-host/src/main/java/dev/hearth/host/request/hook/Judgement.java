package dev.hearth.host.request.hook;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.webhook.Verified;
import java.util.Optional;

/** What comes of looking at the signature of a delivery. */
sealed interface Judgement {

  /**
   * It is right.
   *
   * @param challenge what its sender wants to hear at once, instead of a delivery
   * @param digest of the body, where its sender repeats it; else empty
   */
  record Right(Verified verified, Optional<String> challenge, String digest) implements Judgement {}

  /** It is missing, wrong, too old or too new. */
  record Unverified(String detail) implements Judgement {}

  /** That cannot be told. */
  record Undecided(Outcome.Failed why) implements Judgement {}
}
