// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.server.file.KeyUse;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.front.Front;
import org.penseal.app.server.front.Switches;
import org.penseal.app.server.key.KeyRing;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.store.Stores;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.app.workplace.file.Secret;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;

/** Tries once, without listening, what the services need: keys, data, record, clock, peers. */
public final class SelfTest {
  /** Said of hosts where signed requests count whatever host they name. */
  public static final String ANY_HOST = "any-host";

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CLOCK_OFF = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofDays(30);

  private final ServeSettings settings;
  private final Clock clock;
  private final SecureRandom random;
  private final List<Finding> findings = new ArrayList<>();

  private SelfTest(ServeSettings settings, Clock clock, SecureRandom random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What was found.
   *
   * @param what was tried
   * @param well whether it works
   * @param said a few words, or the stable code of what is wrong
   * @param ends when what was tried ends, if that is soon; null otherwise
   */
  public record Finding(String what, boolean well, String said, @Nullable Instant ends) {
    /** Of what does not end soon. */
    public Finding(String what, boolean well, String said) {
      this(what, well, said, null);
    }
  }

  // A few words, or the time at which it soon ends.
  private interface Trial {
    Object run() throws Exception;
  }

  /** Tries everything. */
  public static List<Finding> of(
      ServeSettings settings, Secret.Asker asker, Clock clock, SecureRandom random) {
    CryptoProvider.register();
    SelfTest check = new SelfTest(settings, clock, random);
    check.trial("program", SelfTest::program);
    check.keys(asker);
    check.trial("data", check::data);
    check.trial("applications", check::applications);
    check.hosts();
    check.trial("audit", check::audit);
    if (settings.services().nodes().store().isPresent()) {
      check.trial("store", () -> check.store(asker));
    }
    check.trial("trust", check::trust);
    settings.trust().stampers().forEach(uri -> check.trial("stamper", () -> check.time(uri)));
    settings
        .services()
        .stamping()
        .ifPresent(
            stamping ->
                stamping.peers().forEach(uri -> check.trial("clock", () -> check.time(uri))));
    return check.findings;
  }

  // Signatures of requests are over a host: without a name of its own a server accepts any.
  private void hosts() {
    boolean signed =
        settings.applications().stream().anyMatch(each -> !each.credentials().signers().isEmpty());
    if (!settings.hosts().isEmpty()) {
      findings.add(new Finding("hosts", true, String.join(", ", settings.hosts())));
    } else if (signed) {
      findings.add(new Finding("hosts", true, ANY_HOST));
    }
  }

  private void trial(String what, Trial trial) {
    try {
      Object said = trial.run();
      findings.add(
          said instanceof Instant ends
              ? new Finding(what, true, "expires " + ends, ends)
              : new Finding(what, true, said.toString()));
    } catch (Exception e) {
      Problem problem = Problems.of(e);
      findings.add(new Finding(what, false, problem.code()));
    }
  }

  private void keys(Secret.Asker asker) {
    for (ServeSettings.Key each : settings.keys()) {
      trial("key " + each.name(), () -> key(each, asker));
    }
  }

  private Object key(ServeSettings.Key one, Secret.Asker asker)
      throws ServeException, SigningException {
    ServeSettings alone =
        new ServeSettings(
            settings.file(),
            settings.data(),
            settings.hosts(),
            settings.listen(),
            settings.monitor(),
            List.of(one),
            settings.applications(),
            settings.trust(),
            settings.services());
    Instant now = clock.instant();
    try (KeyRing ring = KeyRing.open(alone, asker, Hashing.jca(), now)) {
      NamedKey key = ring.find(one.name()).orElseThrow();
      if (!key.isCertified()) {
        return one.use().word();
      }
      Instant until = key.certificate(now).getNotAfter().toInstant();
      if (until.isBefore(now)) {
        throw new ServeException.KeyUnusable(one.name(), null);
      }
      boolean signs =
          one.use() == KeyUse.SIGN || one.use() == KeyUse.TIMESTAMP || one.use() == KeyUse.ASSERT;
      if (signs) {
        try (SigningKey signing = key.signing(now)) {
          signing.suite().requireFor(signing.chain().getFirst().getPublicKey());
        }
      }
      return until.isBefore(now.plus(SOON)) ? until : one.use().word();
    }
  }

  private static String program() throws SigningException {
    ProgramIntegrity.ofThisProgram().requireWhole();
    return ProgramIntegrity.ofThisProgram().answer().release().name().toLowerCase(Locale.ROOT);
  }

  private String data() throws Exception {
    Path probe = OwnerOnly.folder(settings.data()).resolve("check");
    Files.write(probe, new byte[4096]);
    Files.delete(probe);
    return settings.data().toString();
  }

  private String applications() throws SigningException, ServeException {
    Front.of(settings, clock, Optional.empty(), Switches.NONE);
    return Integer.toString(settings.applications().size());
  }

  private String audit() throws ServeException {
    return Long.toString(AuditLog.verify(settings.data().resolve("audit")));
  }

  private String store(Secret.Asker asker) throws ServeException {
    try (Stores stores = Stores.open(settings, asker, clock)) {
      stores.nonces();
      long millis = stores.clockOff().orElseThrow().toMillis();
      String off = String.format(Locale.ROOT, "%+.1f s", millis / 1000.0);
      findings.add(new Finding("store clock", stores.clocksAgree(), off));
      return settings.services().nodes().store().orElseThrow().url();
    }
  }

  private String trust() throws SigningException {
    List<Path> roots = settings.trust().roots().stream().map(settings.folder()::resolve).toList();
    return Integer.toString(
        TrustStore.load(roots).anchors().values().stream().mapToInt(List::size).sum());
  }

  private String time(URI peer) throws SigningException, ServeException {
    Instant said =
        new TimestampClient(List.of(peer), TIMEOUT, Hashing.jca(), random)
            .probe("SHA-256")
            .first()
            .time();
    Duration off = Duration.between(clock.instant(), said).abs();
    if (off.compareTo(CLOCK_OFF.plus(TIMEOUT)) > 0) {
      throw new ServeException.NotReady(ServeException.NotReady.Part.CLOCK, null);
    }
    return peer.toString();
  }
}
