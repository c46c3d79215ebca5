package dev.hearth.host.request.event;

import dev.hearth.function.Event;
import dev.hearth.host.config.Problem;
import dev.hearth.host.event.EventCodec;
import dev.hearth.host.event.MalformedEventException;
import dev.hearth.host.event.fanout.EventPublisher;
import dev.hearth.host.event.fanout.Publication;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.response.StatusCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One request that brings events, from its bytes to what is answered. Stateless but for its
 * publisher; any thread may use it.
 */
final class Delivery {

  private final EventPublisher publisher;

  Delivery(EventPublisher publisher) {
    this.publisher = publisher;
  }

  /** What is answered. */
  sealed interface Answer {

    /** All events are durable. */
    record Accepted(Payload json) implements Answer {}

    /**
     * Not all of them were taken in.
     *
     * @param retryAfter in seconds; 0 where it makes no sense
     */
    record Refused(ProblemDocument problem, long retryAfter) implements Answer {}
  }

  /**
   * Takes in what a request brings. What is wrong with one event refuses all of them.
   *
   * @return ends on a thread that must not be held up, never with an exception
   */
  CompletableFuture<Answer> take(List<HeaderField> headers, Payload body, int hops) {
    List<Event> events;
    try {
      events = EventCodec.all(headers, body);
    } catch (MalformedEventException wrong) {
      return CompletableFuture.completedFuture(refused(wrong));
    }
    List<HeaderField> trace = headers.stream().filter(Delivery::isTrace).toList();
    List<CompletableFuture<Publication>> publications =
        events.stream().map(event -> publisher.publish(event, hops, trace)).toList();
    return CompletableFuture.allOf(publications.toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> answer(events, publications.stream().map(CompletableFuture::join).toList()));
  }

  private static boolean isTrace(HeaderField field) {
    return field.name().equalsIgnoreCase("traceparent")
        || field.name().equalsIgnoreCase("tracestate");
  }

  private static Answer refused(MalformedEventException wrong) {
    Reason reason =
        switch (wrong.kind()) {
          case UNSUPPORTED -> Reason.UNSUPPORTED_MEDIA_TYPE;
          case MALFORMED -> Reason.INVALID_REQUEST;
          case TOO_MANY -> Reason.PAYLOAD_TOO_LARGE;
        };
    if (wrong.index().isEmpty()) {
      return new Answer.Refused(ProblemDocument.of(reason, wrong.detail()), 0);
    }
    String where = "events[" + wrong.index().getAsInt() + "]";
    return new Answer.Refused(
        problem(
            reason,
            where + " of the batch, counted from 0: " + wrong.detail() + "; none was taken in",
            where,
            wrong.detail()),
        0);
  }

  private static ProblemDocument problem(Reason reason, String detail, String where, String what) {
    return new ProblemDocument(
        StatusCodes.of(reason),
        reason,
        detail,
        List.of(new Problem(where, what)),
        ThrownError.NONE);
  }

  private static Answer answer(List<Event> events, List<Publication> publications) {
    List<Publication.Accepted> accepted = new ArrayList<>(publications.size());
    for (Publication publication : publications) {
      switch (publication) {
        case Publication.Accepted taken -> accepted.add(taken);
        case Publication.Refused(var why) -> {
          return refused(publications, publications.indexOf(publication), why);
        }
      }
    }
    return new Answer.Accepted(PublicationJson.of(events, accepted));
  }

  /** Each event is a transaction of its own, so some of a batch may have been taken in. */
  private static Answer refused(List<Publication> publications, int index, Outcome.Failed why) {
    if (publications.size() == 1) {
      return new Answer.Refused(ProblemDocument.of(why), why.retryAfterSeconds());
    }
    long taken = accepted(publications).count();
    String where = "events[" + index + "]";
    String rest =
        taken == 0
            ? "none was taken in"
            : taken
                + " of "
                + publications.size()
                + " events were taken in: send the whole batch again, those are recognised by their"
                + " source and id";
    return new Answer.Refused(
        problem(
            why.reason(),
            where + " of the batch, counted from 0: " + why.detail() + "; " + rest,
            where,
            why.detail()),
        why.retryAfterSeconds());
  }

  private static Stream<Publication> accepted(List<Publication> publications) {
    return publications.stream().filter(Publication.Accepted.class::isInstance);
  }
}
