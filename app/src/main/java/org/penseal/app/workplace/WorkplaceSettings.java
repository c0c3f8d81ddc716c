// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.business.SigningProfile;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.app.workplace.file.Policy;
import org.penseal.app.workplace.file.PolicyException;
import org.penseal.app.workplace.file.Secret;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.app.workplace.file.WorkplaceFile;
import org.penseal.refusal.SigningException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.Purpose;
import org.penseal.trust.RevocationFiles;
import org.penseal.trust.TrustStore;
import org.penseal.trust.cmp.CmpSignature;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.PathRevocation;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;
import org.penseal.trust.tls.HttpProxy;
import org.penseal.trust.tls.PeerPath;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsTrust;

/**
 * A workplace file, made into what a run works with: its secrets are had, its certificates read and
 * its keys opened once.
 *
 * @param file where it was read from; null if there is none
 * @param workplace as written; empty where there is no file
 * @param asker asks for secrets that a person knows
 */
public record WorkplaceSettings(@Nullable Path file, Workplace workplace, Secret.Asker asker) {

  /** No file, and nobody to ask. */
  public static final WorkplaceSettings NONE =
      new WorkplaceSettings(null, Workplace.EMPTY, Secret.Asker.NOBODY);

  /**
   * The workplace of a data folder, or another that was named; that of the computer where there is
   * neither.
   *
   * @param named null for {@code workplace.json} of the data folder, which need not be there
   * @throws WorkplaceException if the file cannot be used
   * @throws PolicyException if the policy of the computer allows no other than its own
   */
  public static WorkplaceSettings of(Path data, @Nullable Path named, Secret.Asker asker)
      throws WorkplaceException {
    Path own = named == null ? data.resolve(WorkplaceFile.NAME) : named;
    if (named != null || isThere(own)) {
      Policy.requireOwnWorkplace(own.toString());
      return new WorkplaceSettings(own, WorkplaceFile.read(own), asker);
    }
    Path ofComputer = Policy.folder().resolve(WorkplaceFile.NAME);
    return isThere(ofComputer)
        ? new WorkplaceSettings(ofComputer, WorkplaceFile.read(ofComputer), asker)
        : new WorkplaceSettings(null, Workplace.EMPTY, asker);
  }

  // What may be there but cannot be seen shall not be passed over.
  private static boolean isThere(Path file) {
    return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether there is a file. */
  public boolean exists() {
    return file != null;
  }

  /** Where it was read from; where there is no file, where one of this data folder would lie. */
  public Path fileIn(Path data) {
    return file == null ? data.resolve(WorkplaceFile.NAME) : file;
  }

  private Path at(Path written) {
    return folder().resolve(written);
  }

  private Path folder() {
    return Objects.requireNonNull(Objects.requireNonNull(file).toAbsolutePath().getParent());
  }

  /**
   * What a run in a data folder works with.
   *
   * @throws WorkplaceException if a secret cannot be had
   * @throws SigningException if a certificate or key cannot be read
   */
  public Settings in(Path data) throws WorkplaceException, SigningException {
    return in(data, true);
  }

  /**
   * What a run in a data folder works with, where a part of a case may be enough.
   *
   * @param wholeCase whether CA, authority and station key are needed, with their secrets
   */
  public Settings in(Path data, boolean wholeCase) throws WorkplaceException, SigningException {
    Settings nothing = Settings.in(data);
    if (!exists()) {
      return nothing;
    }
    Optional<PeerPath.Rule> revoked = ofServices(data);
    TlsTrust tls =
        tls(workplace.network().trust(), workplace.network().key(), "network.key", revoked);
    Workplace.Desk desk = workplace.desk();
    return new Settings(
        data,
        new Settings.Services(
            wholeCase ? ca() : Optional.empty(),
            workplace.timestamp(),
            wholeCase ? authority(tls) : AuthorityAccess.NONE,
            wholeCase ? workplace.trust().escrow().map(this::at) : Optional.empty()),
        new Settings.Network(tls, Duration.ofSeconds(workplace.network().timeoutSeconds())),
        new Settings.Trust(roots(), revocation()),
        wholeCase ? stationKey() : Optional.empty(),
        workplace.profile().orElse(SigningProfile.STANDARD),
        new Settings.Limits(Duration.ofSeconds(desk.signingSeconds()), desk.timeZone()),
        Settings.Demo.NONE);
  }

  private Optional<Settings.Ca> ca() throws WorkplaceException, SigningException {
    Optional<Workplace.Ca> named = workplace.ca();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Workplace.Ca ca = named.get();
    return Optional.of(
        switch (ca.protection()) {
          case Workplace.SharedSecret shared ->
              Settings.Ca.shared(
                  ca.address(),
                  shared.reference(),
                  new String(shared.secret().read(folder(), "ca.secret", asker)));
          case Workplace.Certificates signed -> signed(ca.address(), signed);
        });
  }

  private Settings.Ca signed(URI address, Workplace.Certificates named)
      throws WorkplaceException, SigningException {
    char[] secret = secret(named.key(), "ca.key");
    StatementKey key = WorkplaceKey.open(named.key().place(), folder(), secret);
    List<X509Certificate> believed =
        TrustStore.load(List.of(at(named.certificate()))).anchors(Purpose.SIGNER);
    return new Settings.Ca(
        address,
        random -> new CmpSignature(new KeyOnDemand(key), believed, random),
        Stream.concat(key.chain().stream(), believed.stream()).toList());
  }

  private AuthorityAccess authority(TlsTrust tls) throws WorkplaceException, SigningException {
    Optional<Workplace.IdentityAuthority> named = workplace.authority();
    if (named.isEmpty()) {
      return AuthorityAccess.NONE;
    }
    Workplace.IdentityAuthority authority = named.get();
    TlsTrust own =
        authority.trust().isEmpty() && authority.key().isEmpty()
            ? tls
            : tls(authority.trust(), authority.key(), "authority.key", tls.revocation());
    Optional<X509Certificate> answers = Optional.empty();
    if (authority.certificate().isPresent()) {
      answers =
          TrustStore.load(List.of(at(authority.certificate().get())))
              .anchors(Purpose.SIGNER)
              .stream()
              .findFirst();
    }
    return new AuthorityAccess(authority.addresses(), own, answers);
  }

  private TlsTrust tls(
      List<Path> trust, Optional<Workplace.Key> key, String field, Optional<PeerPath.Rule> revoked)
      throws WorkplaceException, SigningException {
    TlsIdentity identity = null;
    if (key.isPresent()) {
      identity = TlsKey.read(key.get().place(), folder(), null, secret(key.get(), field));
    }
    List<Path> files = trust.stream().map(this::at).toList();
    return new TlsTrust(TrustStore.load(files).anchors(Purpose.SIGNER), identity, proxy(), revoked);
  }

  private @Nullable HttpProxy proxy() {
    return workplace
        .network()
        .proxy()
        .map(named -> HttpProxy.of(named.address(), named.except()))
        .orElse(null);
  }

  // The same rules as for signers, whose responders are reached in the same way.
  private Optional<PeerPath.Rule> ofServices(Path data) throws SigningException {
    Workplace.Revocation policy = revocation();
    if (policy.equals(Workplace.Revocation.NOT_ASKED)) {
      return Optional.empty();
    }
    Clock clock = Clock.systemUTC();
    Optional<RevocationClient> online =
        policy.online()
            ? Optional.of(
                new RevocationClient(
                    new HttpExchange(
                        Duration.ofSeconds(workplace.network().timeoutSeconds()),
                        TlsTrust.system().through(proxy())),
                    RevocationCache.in(data.resolve("revocation")),
                    List.of(),
                    clock,
                    new SecureRandom()))
            : Optional.empty();
    RevocationFiles lists = RevocationFiles.of(policy.lists(), clock);
    return Optional.of(
        new PathRevocation(
            () -> new PathJudge.Sources(lists.lists(), online), policy.required(), clock));
  }

  private char[] secret(Workplace.Key key, String field) throws WorkplaceException {
    return key.secret().isPresent() ? key.secret().get().read(folder(), field, asker) : new char[0];
  }

  private Workplace.Revocation revocation() {
    Workplace.Revocation named = workplace.trust().revocation();
    return new Workplace.Revocation(
        named.lists().stream().map(this::at).toList(), named.online(), named.required());
  }

  private TrustStore roots() throws SigningException {
    TrustStore roots = TrustStore.empty();
    for (Map.Entry<Purpose, List<Path>> each : workplace.trust().roots().entrySet()) {
      List<Path> files = each.getValue().stream().map(this::at).toList();
      roots = roots.with(each.getKey(), TrustStore.load(files).anchors(Purpose.SIGNER));
    }
    Optional<Path> escrow = workplace.trust().escrow();
    return escrow.isEmpty()
        ? roots
        : roots.with(
            Purpose.ESCROW, TrustStore.load(List.of(at(escrow.get()))).anchors(Purpose.SIGNER));
  }

  private Optional<StatementKey> stationKey() throws WorkplaceException, SigningException {
    Optional<Workplace.Key> named = workplace.station();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    char[] secret = secret(named.get(), "station.secret");
    return Optional.of(WorkplaceKey.open(named.get().place(), folder(), secret));
  }
}
