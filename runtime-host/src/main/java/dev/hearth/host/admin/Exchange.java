package dev.hearth.host.admin;

import dev.hearth.host.deployment.DeploymentRefusedException;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.registry.UnknownFunctionException;
import dev.hearth.host.request.Answers;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.response.RefusedException;
import dev.hearth.host.response.StatusCodes;
import dev.hearth.host.scheduling.StartFailedException;
import dev.hearth.host.secret.SecretsLockedException;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs the work of one control request off the event loop and answers on it, with a problem
 * document if the work fails. Any event loop may use it.
 */
final class Exchange {

  private static final Logger LOG = System.getLogger(Exchange.class.getName());

  private static final int DEFAULT_LIMIT = 50;

  private final ExecutorService workers;

  /** With the threads that blocking work runs on. */
  Exchange(ExecutorService workers) {
    this.workers = workers;
  }

  /** Work that may block; gives how to answer, on the event loop. */
  @FunctionalInterface
  interface Work {
    Runnable run() throws Exception;
  }

  /** Runs blocking work, then the answer that it gives. */
  void blocking(RoutingContext exchange, Work work) {
    Context loop = exchange.vertx().getOrCreateContext();
    try {
      workers.execute(() -> {
        Runnable answer = attempt(exchange, work);
        loop.runOnContext(_ -> answer.run());
      });
    } catch (RejectedExecutionException e) {
      fail(exchange, e);
    }
  }

  /** Runs work that does not block. */
  static void quick(RoutingContext exchange, Work work) {
    attempt(exchange, work).run();
  }

  private static Runnable attempt(RoutingContext exchange, Work work) {
    try {
      return work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return () -> fail(exchange, e);
    } catch (Exception e) {
      return () -> fail(exchange, e);
    }
  }

  /** Answers with the problem that an exception stands for. */
  static void fail(RoutingContext exchange, Throwable failure) {
    Answers.problem(exchange.request(), problem(failure));
  }

  private static ProblemDocument problem(Throwable failure) {
    return switch (failure) {
      case RefusedException e -> e.problem();
      case DeploymentRefusedException e -> refusedUpload(e);
      case UnknownFunctionException e ->
          ProblemDocument.of(Reason.UNKNOWN_FUNCTION, String.valueOf(e.getMessage()));
      case StartFailedException e -> startFailed(e.failure());
      case CompletionException e when e.getCause() != null -> problem(e.getCause());
      case IllegalStateException e ->
          ProblemDocument.of(Reason.CONFLICT, String.valueOf(e.getMessage()));
      case IllegalArgumentException e ->
          ProblemDocument.of(Reason.INVALID_REQUEST, String.valueOf(e.getMessage()));
      case StoreException e ->
          ProblemDocument.of(
              Reason.STORE_UNAVAILABLE, "nothing was changed: the store " + e.getMessage());
      case SecretsLockedException e ->
          ProblemDocument.of(Reason.STORE_UNAVAILABLE, "nothing was changed: " + e.getMessage());
      case IOException e ->
          ProblemDocument.of(
              Reason.STORE_UNAVAILABLE, "nothing was changed: the disk failed: " + e.getMessage());
      default -> unexpected(failure);
    };
  }

  private static ProblemDocument startFailed(Outcome.Failed failure) {
    return new ProblemDocument(
        StatusCodes.of(failure.reason()),
        failure.reason(),
        failure.detail(),
        List.of(),
        failure.error());
  }

  /** A function that cannot be started is the uploader's to mend, not a bad gateway. */
  private static ProblemDocument refusedUpload(DeploymentRefusedException e) {
    int status =
        e.reason().component() == Reason.Component.FUNCTION ? 422 : StatusCodes.of(e.reason());
    return new ProblemDocument(
        status, e.reason(), String.valueOf(e.getMessage()), e.problems(), e.error());
  }

  private static ProblemDocument unexpected(Throwable failure) {
    LOG.log(Level.ERROR, "a control request failed", failure);
    return ProblemDocument.of(
        Reason.HOST_ERROR, "the host failed to do this; its log says more: " + failure);
  }

  /** A part of the path that the route names; never absent where the route has matched. */
  static String parameter(RoutingContext exchange, String name) {
    return Objects.requireNonNullElse(exchange.pathParam(name), "");
  }

  /** A parameter of the query; empty if it was not sent. */
  static String query(RoutingContext exchange, String name) {
    return Objects.requireNonNullElse(exchange.request().getParam(name), "");
  }

  /**
   * How many entries of a list are wanted: the parameter {@code limit}.
   *
   * @throws RefusedException when it is no number from 1 to {@code most}
   */
  static int limit(RoutingContext exchange, int most) throws RefusedException {
    String text = query(exchange, "limit");
    if (text.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, together with the numbers out of range.
    }
    throw new RefusedException(
        Reason.INVALID_REQUEST, "limit must be a whole number from 1 to " + most);
  }

  /**
   * The function that the path names.
   *
   * @throws RefusedException when the name cannot be one
   */
  static FunctionName name(RoutingContext exchange) throws RefusedException {
    return functionName(parameter(exchange, "name"));
  }

  /**
   * The function of this name.
   *
   * @throws RefusedException when the name cannot be one
   */
  static FunctionName functionName(String name) throws RefusedException {
    if (!FunctionName.isValid(name)) {
      throw new RefusedException(
          Reason.INVALID_REQUEST,
          "\""
              + name
              + "\" cannot name a function: a name has 1 to 63 lower-case letters, digits and"
              + " hyphens, and starts and ends with a letter or digit");
    }
    return new FunctionName(name);
  }
}
