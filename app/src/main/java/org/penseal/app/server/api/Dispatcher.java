// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penseal.app.server.audit.AuditEntry;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.server.front.Front;
import org.penseal.app.server.front.KnownRequest;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.BodyTooLong;
import org.penseal.app.server.http.BrokenBody;
import org.penseal.app.server.http.Handler;
import org.penseal.app.server.http.NamedHost;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.message.BodyAltered;
import org.penseal.app.server.monitor.Metrics;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every call its way: route, front, operation, audit, answer. What cannot be recorded is not
 * given out. Calls of nobody, and those that come too often, are counted but not recorded: a flood
 * of them must not fill the disk.
 */
public final class Dispatcher implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger("penseal.call");

  private final Map<String, Map<String, Route>> routes = new HashMap<>();
  private final Resources with;
  private final Front front;
  private final AuditLog audit;
  private final Metrics metrics;
  private final MemoryBudget memory = new MemoryBudget();

  /** A dispatcher. */
  public Dispatcher(
      List<Route> routes, Resources with, Front front, AuditLog audit, Metrics metrics) {
    for (Route each : routes) {
      this.routes.computeIfAbsent(each.path(), path -> new HashMap<>()).put(each.method(), each);
    }
    this.with = with;
    this.front = front;
    this.audit = audit;
    this.metrics = metrics;
  }

  @Override
  public Answer answer(Request request) {
    try {
      requireHere(request);
      Route route = route(request);
      KnownRequest caller = front.identify(request);
      Front.Admission admission = admitted(caller, route);
      CallSession session = new CallSession(admission.application(), with, memory);
      // What a call takes is given back when its answer was sent: a slow reader holds it still.
      Runnable end =
          () -> {
            session.close();
            admission.close();
          };
      boolean given = false;
      try {
        Answer answer = called(caller, route, session).closing(end);
        given = true;
        return answer;
      } finally {
        if (!given) {
          end.run();
        }
      }
    } catch (ServeException.Refusal e) {
      return refused(e, request.headers(), ProblemAnswer.Form.of(request.path()));
    }
  }

  // Before anything else: what was signed for another host must not count here.
  private void requireHere(Request request) throws ServeException.Misdirected {
    List<String> hosts = with.settings().hosts();
    if (!hosts.isEmpty() && !NamedHost.isOneOf(hosts, request)) {
      throw new ServeException.Misdirected();
    }
  }

  private Route route(Request request) throws ServeException.Refusal {
    Map<String, Route> found = routes.get(request.path());
    if (found == null) {
      throw new ServeException.NoSuchPath();
    }
    Route route = found.get(request.method());
    if (route == null) {
      throw new ServeException.WrongMethod(String.join(", ", found.keySet()));
    }
    return route;
  }

  private Front.Admission admitted(KnownRequest caller, Route route) throws ServeException.Refusal {
    try {
      return front.admit(caller, route.operation());
    } catch (ServeException.NotAllowed e) {
      try (CallSession session = new CallSession(caller.application(), with, memory)) {
        record(caller, session, route, 403, ProblemAnswer.of(e).code());
      }
      throw e;
    }
  }

  private Answer called(KnownRequest caller, Route route, CallSession session)
      throws ServeException.Refusal {
    Request request = caller.request();
    long begin = System.nanoTime();
    Answer answer;
    String code = "";
    try {
      answer = answered(caller, route, session);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      Throwable cause = cause(e);
      ProblemAnswer problem = ProblemAnswer.of(cause);
      code = problem.code();
      answer =
          problem.answer(
              ProblemAnswer.language(request.headers()),
              with.folder(),
              ProblemAnswer.Form.of(request.path()));
      boolean known =
          cause instanceof ServeException.Refusal || cause instanceof FileException.ProgramAltered;
      if (problem.status() >= 500 && known) {
        // A line is enough: while a key or the store is away, every call ends here.
        LOG.warn("a call failed with {}: {}", code, String.valueOf(cause.getCause()));
      } else if (problem.status() >= 500) {
        LOG.warn("a call failed with {}", code, e);
      }
    }
    try {
      record(caller, session, route, answer.status(), code);
    } catch (ServeException.Refusal e) {
      answer.content().close();
      throw e;
    } finally {
      double took = (System.nanoTime() - begin) / 1e9;
      metrics.call(session.application().name(), route.operation().word(), answer.status(), took);
      LOG.atInfo()
          .addKeyValue("application", session.application().name())
          .addKeyValue("operation", route.operation().word())
          .addKeyValue("status", answer.status())
          .addKeyValue("code", code)
          .addKeyValue("milliseconds", Math.round(took * 1000))
          .log("call");
    }
    return answer;
  }

  private static Answer answered(KnownRequest caller, Route route, CallSession session)
      throws Exception {
    Answer answer = route.call().answer(caller.request(), session);
    try {
      caller.requireWhole();
      return answer;
    } catch (ServeException.SignatureRefused e) {
      answer.content().close();
      throw e;
    }
  }

  // A body that is too long or breaks off ends the reading wherever that happens.
  static Throwable cause(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof BodyTooLong tooLong) {
        return new ServeException.TooLarge(tooLong.most());
      }
      if (each instanceof BrokenBody) {
        return new ServeException.BadRequest("body");
      }
      if (each instanceof BodyAltered) {
        return new ServeException.SignatureRefused(ServeException.SignatureRefused.Ground.DIGEST);
      }
      // The key is the server's: that it does not sign is no fault of the caller.
      if (each instanceof CredentialException credential && ofOurKey(credential)) {
        return new ServeException.NotReady(ServeException.NotReady.Part.KEY, failure);
      }
    }
    return failure;
  }

  private static boolean ofOurKey(CredentialException failure) {
    return switch (failure) {
      case CredentialException.KeyRefused e -> true;
      case CredentialException.TokenMissing e -> true;
      case CredentialException.TokenRemoved e -> true;
      case CredentialException.TokenFailed e -> true;
      case CredentialException.PinRefused e -> true;
      default -> false;
    };
  }

  private void record(
      KnownRequest caller, CallSession session, Route route, int status, String code)
      throws ServeException.NotReady {
    audit.append(
        new AuditEntry(
            session.now(),
            session.application().name(),
            caller.request().caller().address().getHostAddress(),
            route.operation().word(),
            session.keyName(),
            session.digest(),
            status,
            code));
  }

  @Override
  public Answer refused(ServeException.Refusal refusal, Map<String, List<String>> headers) {
    return refused(refusal, headers, ProblemAnswer.Form.PROBLEM);
  }

  private Answer refused(
      ServeException.Refusal refusal, Map<String, List<String>> headers, ProblemAnswer.Form form) {
    ProblemAnswer problem = ProblemAnswer.of(refusal);
    metrics.refused(problem.code());
    return problem.answer(ProblemAnswer.language(headers), with.folder(), form);
  }
}
