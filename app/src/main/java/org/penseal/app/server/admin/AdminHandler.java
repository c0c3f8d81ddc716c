// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.admin;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.penseal.app.server.api.JsonBody;
import org.penseal.app.server.api.ProblemAnswer;
import org.penseal.app.server.api.Resources;
import org.penseal.app.server.audit.AuditEntry;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.server.file.AdminSettings;
import org.penseal.app.server.file.AdminSettings.Person;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Handler;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.monitor.Metrics;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotAllowed;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people administer the node whose certificates the settings name; what each does, or may not
 * do, stands in the audit under {@code admin:NAME}, a change before it is made and after it. Who is
 * not named is counted and told in the log.
 */
public final class AdminHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);

  private final Map<X509Certificate, Person> people = new HashMap<>();
  private final Map<String, AdminRoute> routes = new HashMap<>();
  private final Resources with;
  private final AuditLog audit;
  private final Metrics metrics;
  private final AtomicLong toldSecond = new AtomicLong();

  /**
   * Reads the certificates.
   *
   * @throws SigningException if one cannot be read
   */
  public AdminHandler(
      AdminSettings settings, AdminCalls calls, Resources with, AuditLog audit, Metrics metrics)
      throws SigningException {
    for (Person each : settings.people()) {
      Path file = with.settings().folder().resolve(each.certificate());
      people.put(TrustStore.load(List.of(file)).anchors(Purpose.SIGNER).getFirst(), each);
    }
    calls.routes().forEach(route -> routes.put(route.path(), route));
    this.with = with;
    this.audit = audit;
    this.metrics = metrics;
  }

  @Override
  public Answer answer(Request request) {
    try {
      Person person = person(request);
      AdminRoute route = routes.get(request.path());
      if (route == null) {
        throw new ServeException.NoSuchPath();
      }
      if (!route.method().equals(request.method())) {
        throw new ServeException.WrongMethod(route.method());
      }
      if (!person.role().includes(route.role())) {
        NotAllowed refusal = new NotAllowed(NotAllowed.What.ROLE);
        record(request, person, route.refused(), ProblemAnswer.of(refusal));
        throw refusal;
      }
      return done(request, person, route);
    } catch (ServeException.Refusal e) {
      return refused(e, request.headers());
    }
  }

  private Person person(Request request) throws ServeException.Unknown {
    Optional<X509Certificate> shown = request.caller().certificates().stream().findFirst();
    Person found = shown.map(people::get).orElse(null);
    if (found == null) {
      tell(shown, request.caller().address());
      throw new ServeException.Unknown();
    }
    return found;
  }

  // Once a second: whoever tries must not fill the disk.
  private void tell(Optional<X509Certificate> shown, InetAddress from) {
    long second = with.clock().instant().getEpochSecond();
    if (toldSecond.getAndSet(second) != second) {
      LOG.atWarn()
          .addKeyValue("subject", subject(shown))
          .addKeyValue("address", from.getHostAddress())
          .log("nobody who administers");
    }
  }

  private static String subject(Optional<X509Certificate> shown) {
    return shown.map(own -> own.getSubjectX500Principal().getName()).orElse("");
  }

  private Answer done(Request request, Person person, AdminRoute route)
      throws ServeException.NotReady {
    AdminRoute.Intent intent = route.refused();
    Answer answer;
    try {
      intent = route.call().asked(request);
      if (route.changes()) {
        // First: what cannot be recorded must not have happened.
        record(request, person, intent, 0, "");
      }
      answer = JsonBody.answer(intent.act().done());
    } catch (Exception e) {
      ProblemAnswer problem = ProblemAnswer.of(e);
      LOG.warn("administration failed with {}: {}", problem.code(), e.toString());
      record(request, person, intent, problem);
      return problem.answer(ProblemAnswer.language(request.headers()), with.folder());
    }
    record(request, person, intent, 200, "");
    return answer;
  }

  private void record(
      Request request, Person person, AdminRoute.Intent intent, ProblemAnswer problem)
      throws ServeException.NotReady {
    record(request, person, intent, problem.status(), problem.code());
  }

  private void record(
      Request request, Person person, AdminRoute.Intent intent, int status, String code)
      throws ServeException.NotReady {
    audit.append(
        new AuditEntry(
            with.clock().instant(),
            "admin:" + person.name(),
            request.caller().address().getHostAddress(),
            intent.operation(),
            intent.subject(),
            intent.digest(),
            status,
            code));
    LOG.atInfo()
        .addKeyValue("person", person.name())
        .addKeyValue("operation", intent.operation())
        .addKeyValue("status", status)
        .log("administration");
  }

  @Override
  public Answer refused(ServeException.Refusal refusal, Map<String, List<String>> headers) {
    ProblemAnswer problem = ProblemAnswer.of(refusal);
    metrics.refused(problem.code());
    return problem.answer(ProblemAnswer.language(headers), with.folder());
  }
}
