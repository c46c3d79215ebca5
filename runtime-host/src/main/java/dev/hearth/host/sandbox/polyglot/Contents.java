package dev.hearth.host.sandbox.polyglot;

import dev.hearth.host.config.Problem;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.polyglot.binding.CallServices;
import dev.hearth.host.sandbox.polyglot.guest.Guest;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure.Kind;
import dev.hearth.host.sandbox.polyglot.guest.GuestProgram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The guests in the lanes of one instance. Each lane is used by its own thread. */
final class Contents {

  private final FunctionVersion version;
  private final PolyglotSandbox.Workshop workshop;
  private final InvocationLog outsideCalls;
  private final Map<Integer, CallServices> services = new ConcurrentHashMap<>();
  private final Map<Integer, Long> weights = new ConcurrentHashMap<>();

  Contents(FunctionVersion version, PolyglotSandbox.Workshop workshop, InvocationLog outsideCalls) {
    this.version = version;
    this.workshop = workshop;
    this.outsideCalls = outsideCalls;
  }

  /** Waits until the engine of the language is there, which the first time takes a while. */
  void awaitLanguage() throws GuestFailure {
    var _ = workshop.languages().engine(program().language());
  }

  /** A guest without its program. */
  Guest make(GuestLane lane) throws GuestFailure {
    Guest guest = workshop.languages().engine(program().language()).guest();
    if (!lane.has(guest)) {
      throw GuestFailure.of(Kind.ENDED, "it was closed before it had started");
    }
    return guest;
  }

  private GuestProgram program() throws GuestFailure {
    try {
      return workshop.program(version);
    } catch (ArtifactRefusedException refused) {
      throw GuestFailure.of(
          Kind.LANGUAGE,
          refused.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
  }

  /** Loads the program into a guest that was made for the lane. */
  void load(GuestLane lane, Guest guest) throws GuestFailure {
    guest.load(program(), services(lane));
  }

  /** Weighs the guest of a lane, whose call has ended; now and then, for it takes a while. */
  void weigh(GuestLane lane) {
    if (lane.isToBeWeighed() && lane.guest().isPresent()) {
      try {
        weights.put(lane.number(), lane.guest().get().retainedBytes());
      } catch (RuntimeException ended) {
        // It is being ended meanwhile, and weighs nothing soon.
      }
    }
  }

  /** The guest of a lane, with its program. */
  Guest loaded(GuestLane lane) throws GuestFailure {
    if (lane.guest().isPresent()) {
      return lane.guest().get();
    }
    Guest guest = make(lane);
    try {
      load(lane, guest);
      return guest;
    } catch (GuestFailure failure) {
      lane.drop();
      guest.close();
      throw failure;
    }
  }

  /** What the guest of a lane may ask for. */
  CallServices services(GuestLane lane) {
    return services.computeIfAbsent(
        lane.number(),
        _ ->
            new CallServices(
                version,
                workshop.control().calls(),
                workshop.control().secrets(),
                workshop.control().time().wall(),
                outsideCalls));
  }

  /** Bytes of heap that the guests keep, as far as their languages tell. */
  long bytes() {
    return weights.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Closes the guest of a lane, on its thread. */
  void close(GuestLane lane) {
    lane.guest().ifPresent(Guest::close);
  }
}
