// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.app.anchor.Anchors;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.business.BusinessException;
import org.penseal.app.business.BusinessTypes;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origin;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.app.store.Archive;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.digest.NativeSm3;
import org.penseal.identity.Authority;
import org.penseal.identity.IdentityException;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.check.FaceToId;
import org.penseal.liveness.check.LivenessCheck;
import org.penseal.liveness.model.ModelChoice;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.rule.Thresholds;
import org.penseal.pad.Pad;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pdf.page.ChineseFont;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.Purpose;
import org.penseal.trust.RevocationLists;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;

/** The composition root: every part of the program that lives as long as it does. */
public final class Station implements FaceModels, AutoCloseable {
  /** Name and version of the program. */
  public static final Manifest.Software SOFTWARE = new Manifest.Software("PenSeal", Version.NUMBER);

  /** In the folder of the data: the pads that had a secure link. */
  private static final String LINKS = "secured-pads";

  /** In the folder of the data: which face models are asked. */
  private static final String MODELS = "models.json";

  /** In the folder of the data: the kinds of business. */
  private static final String BUSINESS_TYPES = "business-types.json";

  private volatile Settings settings;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final Hashing hashing = new NativeSm3(Hashing.jca());
  private final PadCatalog catalog = PadCatalog.load();
  private final PadDriver pads;
  private final Archive archive;
  private volatile ServicesOf made;
  private volatile CaseServices services;
  private final Map<StandIn, CaseServices> demoServices = new EnumMap<>(StandIn.class);
  private @Nullable Demonstration demonstration;
  private @Nullable ModelFiles models;
  private @Nullable FaceToId faces;
  private @Nullable Authority authority;
  private @Nullable Authority demoAuthority;
  private @Nullable Font padFont;

  private Station(Settings settings, Optional<X509Certificate> escrow)
      throws StoreException, SigningException {
    this.settings = settings;
    this.archive = Archive.open(settings.data(), clock, random);
    this.made = new ServicesOf(settings, archive, escrow, hashing, clock, random);
    restrict(settings.data().resolve("cases"));
    if (settings.standsIn()) {
      demonstration();
    }
    this.services = made.services(Optional.ofNullable(demonstration));
    this.pads =
        new PadDriver(
            catalog,
            random,
            new LinkTrust(this::makers, clock),
            new KnownLinks(settings.data().resolve(LINKS)));
  }

  /** Makes the SM algorithms known to the platform; once, before anything else. */
  public static void registerProvider() {
    CryptoProvider.register();
  }

  /** Opens the archive; the demo is started only where the settings let it stand in. */
  public static Station open(Settings settings) throws StoreException, SigningException {
    registerProvider();
    Optional<X509Certificate> escrow = Optional.empty();
    if (settings.services().escrow().isPresent()) {
      escrow =
          Optional.of(
              NamedEscrow.read(settings.services().escrow().get(), settings, Instant.now()));
    }
    return new Station(settings, escrow);
  }

  // Also what an earlier version left open to others.
  private static void restrict(Path cases) throws SigningException {
    try {
      OwnerOnly.everythingIn(cases);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(cases, "case folders", e);
    }
  }

  private synchronized List<X509Certificate> makers() {
    List<X509Certificate> makers = new ArrayList<>(services.roots().anchors(Purpose.DEVICE));
    if (demonstration != null) {
      makers.addAll(demonstration.roots().anchors(Purpose.DEVICE));
    }
    return makers;
  }

  /**
   * Root certificates for verification: the workplace's, and in a demonstration the demo's own.
   *
   * @param demo whether this is one
   */
  public synchronized TrustStore verificationRoots(boolean demo) throws SigningException {
    TrustStore roots = made.workplaceRoots();
    if (demo || settings.standsIn() || demonstration != null) {
      TrustStore further =
          demonstration == null ? TrustFolder.ofDemo(settings.data()) : demonstration.roots();
      for (Purpose each : Purpose.values()) {
        roots = roots.with(each, further.anchors(each));
      }
    }
    return roots;
  }

  /**
   * Sources of revocation information for verification, as the workplace specifies them.
   *
   * @throws SigningException if a list cannot be read
   */
  public PathJudge.Sources revocation() throws SigningException {
    Workplace.Revocation policy = settings.trust().revocation();
    return new PathJudge.Sources(
        RevocationLists.read(policy.lists()),
        policy.online() ? Optional.of(services().trust().revocation()) : Optional.empty());
  }

  /** The demonstration, started when first asked for. */
  public synchronized Demonstration demonstration() throws SigningException {
    Demonstration running = demonstration;
    if (running == null) {
      running =
          Laboratory.installed()
              .start(
                  settings.data().resolve("demo"),
                  TrustFolder.of(settings.data()).anchors(Purpose.DEVICE),
                  this,
                  clock,
                  random);
      demonstration = running;
    }
    return running;
  }

  /** What the demo stands in for in a case on a pad: one known to be simulated makes it so. */
  public StandIn standIn(Pad pad) {
    boolean simulated = Origin.of(pad.identity().origin()) == Origin.SIMULATED;
    return simulated || settings.standsIn() ? StandIn.FOR_UNNAMED : StandIn.NONE;
  }

  /** What a case works with. */
  public synchronized CaseServices services(StandIn demo) throws SigningException {
    if (demo == StandIn.NONE || (demo == StandIn.FOR_UNNAMED && settings.standsIn())) {
      return services;
    }
    CaseServices known = demoServices.get(demo);
    if (known == null) {
      Settings with = demo == StandIn.FOR_ALL ? settings.demoOnly() : settings;
      known = made.with(with).services(Optional.of(demonstration()));
      demoServices.put(demo, known);
    }
    return known;
  }

  /**
   * Works with other services from now on; not while a case runs.
   *
   * @param next of the same data folder
   */
  public synchronized void use(Settings next) throws SigningException {
    ServicesOf other = made.with(next);
    CaseServices then =
        other.services(next.standsIn() ? Optional.of(demonstration()) : Optional.empty());
    if (authority != null) {
      authority.close();
      authority = null;
    }
    settings = next;
    made = other;
    services = then;
    demoServices.clear();
  }

  /** What cases would work with that had these settings, without the demo. */
  public CaseServices servicesOf(Settings others) throws SigningException {
    return made.with(others).services(Optional.empty());
  }

  /** Signs statements for pads without a chip, if the workplace has such a key. */
  public Optional<StatementKey> statementKey(StandIn demo) throws SigningException {
    return settings.standsInFor(demo, settings.statementKey().isPresent())
        ? Optional.of(StatementKey.of(demonstration().station()))
        : settings.statementKey();
  }

  /** What the demo's own stands in for in a case. */
  public Set<Service> standingIn(StandIn demo) {
    return settings.standingIn(demo);
  }

  /** What was named, and in a demonstration the demo's own beside it. */
  public CaseServices services() {
    return services;
  }

  /** The archive of cases. */
  public Archive archive() {
    return archive;
  }

  /**
   * Requests a timestamp for the head of the archive's log, if the last one is old enough and a
   * timestamp service is specified.
   *
   * @return whether it was stamped
   * @throws StoreException if the archive was altered or put back
   * @throws SigningException if no authority answers
   */
  public boolean anchorIfDue() throws StoreException, SigningException {
    Anchors anchors = new Anchors(archive.log(), Anchors.in(settings.data()), hashing, clock);
    boolean due =
        !settings.missing().contains(Service.TSA) && anchors.due(settings.limits().zone());
    if (due) {
      anchors.add(services.namedTsa());
    }
    return due;
  }

  /** Opens pads. */
  public PadDriver pads() {
    return pads;
  }

  /** The known pads. */
  public PadCatalog catalog() {
    return catalog;
  }

  /**
   * The face models, as the operator chose them; nothing is loaded before it is needed.
   *
   * @throws LivenessException.ModelChoiceUnreadable if the choice cannot be read
   */
  @Override
  public synchronized ModelFiles models() throws LivenessException {
    ModelFiles chosen = models;
    if (chosen == null) {
      chosen = ModelChoice.orBundled(settings.data().resolve(MODELS));
      models = chosen;
    }
    return chosen;
  }

  /** The thresholds of the face checks; throws as {@link #models}. */
  @Override
  public Thresholds thresholds() throws LivenessException {
    return Thresholds.standard().matching(models().match());
  }

  /** The kinds of business, as the operator wrote them. */
  public BusinessTypes businessTypes() throws BusinessException {
    return BusinessTypes.read(settings.data().resolve(BUSINESS_TYPES));
  }

  /** Runs liveness checks; throws as {@link #models}. */
  public LivenessCheck liveness() throws LivenessException {
    return new LivenessCheck(models(), thresholds());
  }

  /**
   * Compares faces, with networks that stay open until {@link #rest}; closed with the station.
   * Throws as {@link #models}.
   */
  @Override
  public synchronized FaceToId faces() throws LivenessException {
    FaceToId opened = faces;
    if (opened == null) {
      opened = new FaceToId(models(), thresholds());
      faces = opened;
    }
    return opened;
  }

  /** A case has ended: lets go of what the next one loads again; any thread. */
  public void rest() {
    FaceToId opened;
    synchronized (this) {
      opened = faces;
    }
    if (opened != null) {
      opened.rest();
    }
  }

  /** The identity authority, kept as long as this is: it remembers which endpoints fail. */
  public synchronized Authority authority(StandIn demo)
      throws IdentityException, LivenessException, SigningException {
    AuthorityAccess named = settings.services().authority();
    boolean standsIn = settings.standsInFor(demo, !named.endpoints().isEmpty());
    Authority open = standsIn ? demoAuthority : authority;
    if (open == null) {
      AuthorityAccess access = standsIn ? demonstration().authority() : named;
      open = access.open(settings.network().timeout(), clock);
      if (standsIn) {
        demoAuthority = open;
      } else {
        authority = open;
      }
    }
    return open;
  }

  /** The font of the pad's pictures. */
  public synchronized Font padFont() {
    Font loaded = padFont;
    if (loaded == null) {
      try (InputStream in = ChineseFont.open()) {
        loaded = Font.createFont(Font.TRUETYPE_FONT, in);
      } catch (IOException | FontFormatException e) {
        throw new IllegalStateException("the font that was built in cannot be read", e);
      }
      padFont = loaded;
    }
    return loaded;
  }

  /** What this run was told. */
  public Settings settings() {
    return settings;
  }

  /** Folder of unfinished cases. */
  public Path data() {
    return settings.data();
  }

  @Override
  public void close() {
    FaceToId opened = faces;
    if (opened != null) {
      opened.close();
    }
    for (Authority open : Stream.of(authority, demoAuthority).filter(Objects::nonNull).toList()) {
      open.close();
    }
    Demonstration running = demonstration;
    if (running != null) {
      running.close();
    }
    archive.close();
  }
}
