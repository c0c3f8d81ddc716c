// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penseal.app.business.BusinessException;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.signing.CaseException;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Texts;
import org.penseal.app.upkeep.UpkeepException;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.PolicyException;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.idcard.IdCardException;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityException.AuthoritiesDown;
import org.penseal.key.StationKey;
import org.penseal.liveness.LivenessException;
import org.penseal.pad.PadException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/** Times in problems are told in the zone of the desk, whatever zone the computer is in. */
class ProblemTimesTest {
  // Few computers are in this one.
  private static final ZoneId DESK = ZoneId.of("Asia/Kathmandu");
  private static final Instant AT = Instant.parse("2026-01-31T08:00:00Z");
  private static final String TOLD = "2026-01-31 13:45:00 +05:45";

  private static List<Throwable> withTimes() {
    Station.registerProvider();
    X509Certificate certificate =
        StationKey.generate("Desk", AT, new SecureRandom()).chain().getFirst();
    return List.of(
        new CredentialException.NotValidAt(certificate, Instant.EPOCH),
        new CredentialException.NotValidAt(certificate, Instant.parse("2126-01-31T08:00:00Z")),
        new CredentialException.Revoked("1F", AT),
        new CaseException.CertificateEnded(AT),
        new StoreException.RetentionRuns("case", AT),
        new UpkeepException.ClockBehind(AT),
        new UpkeepException.CertificateEnds("Desk", AT, false),
        new UpkeepException.CertificateEnds("Desk", AT, true),
        new UpkeepException.StampEnds("TSA", AT),
        new AuthoritiesDown(
            List.of(new AuthoritiesDown.Attempt("https://authority.example", "OPEN", AT)), null));
  }

  @Test
  void everyTimeHasTheOffsetOfTheDesksZone() {
    for (Throwable each : withTimes()) {
      for (String language : List.of("en", "zh")) {
        String text = Problems.of(each).text(Texts.of(language, DESK));
        assertTrue(text.contains(TOLD), text);
        String rest = text.replaceAll("\\d\\d:\\d\\d:\\d\\d \\+05:45", "");
        assertFalse(rest.matches("(?s).*\\d:\\d\\d.*"), text);
      }
    }
  }

  /** What has a time and is not told above would be told as it likes. */
  @Test
  void noProblemHasATimeThatIsNotTestedHere() {
    Set<String> tested = new TreeSet<>();
    withTimes().forEach(each -> tested.add(each.getClass().getName()));
    Set<String> found = new TreeSet<>();
    Stream.of(
            PadException.class,
            SigningException.class,
            IdCardException.class,
            LivenessException.class,
            IdentityException.class,
            StoreException.class,
            CaseException.class,
            BusinessException.class,
            WorkplaceException.class,
            PolicyException.class,
            ServeException.class,
            UpkeepException.class)
        .flatMap(ProblemTimesTest::all)
        .filter(ProblemTimesTest::hasTime)
        .forEach(each -> found.add(each.getName()));
    assertEquals(tested, found);
  }

  private static Stream<Class<?>> all(Class<?> type) {
    Class<?>[] below = type.getPermittedSubclasses();
    return Stream.concat(
        Stream.of(type),
        below == null ? Stream.empty() : Arrays.stream(below).flatMap(ProblemTimesTest::all));
  }

  private static boolean hasTime(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
            .anyMatch(field -> field.getType() == Instant.class)
        || Arrays.stream(type.getDeclaredClasses())
            .filter(Class::isRecord)
            .anyMatch(ProblemTimesTest::hasTime);
  }
}
