// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.penseal.app.anchor.Anchors;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.business.BusinessException;
import org.penseal.app.business.BusinessTypes;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.app.lab.DemoTrust;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Service;
import org.penseal.app.store.Archive;
import org.penseal.app.store.StoreException;
import org.penseal.digest.NativeSm3;
import org.penseal.identity.Authority;
import org.penseal.identity.IdentityException;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.check.FaceToId;
import org.penseal.liveness.check.LivenessCheck;
import org.penseal.liveness.model.ModelChoice;
import org.penseal.liveness.model.Models;
import org.penseal.liveness.rule.Thresholds;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.page.ChineseFont;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.Purpose;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.cmp.CmpClient;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;
import org.penseal.trust.tls.TlsTrust;

/** The composition root: every part of the program that lives as long as it does. */
public final class Station implements AutoCloseable {
  /** Name and version of the program. */
  public static final Manifest.Software SOFTWARE = new Manifest.Software("PenSeal", "0.1.0");

  /** In the folder of the data: the pads that had a secure link. */
  private static final String LINKS = "secured-pads";

  /** In the folder of the data: which face models are asked. */
  private static final String MODELS = "models.json";

  /** In the folder of the data: the kinds of business. */
  private static final String BUSINESS_TYPES = "business-types.json";

  private final Settings settings;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final Hashing hashing = new NativeSm3(Hashing.jca());
  private final PadCatalog catalog = PadCatalog.load();
  private final PadDriver pads;
  private final Archive archive;
  private final DemoTrust demoTrust;
  private final CaseServices services;
  private @Nullable Models models;
  private @Nullable FaceToId faces;
  private @Nullable DemoIdentity demoIdentity;
  private @Nullable Authority authority;
  private @Nullable Font padFont;

  private Station(Settings settings, Optional<X509Certificate> escrow)
      throws StoreException, SigningException {
    this.settings = settings;
    this.archive = Archive.open(settings.data(), clock, random);
    restrict(settings.data().resolve("cases"));
    this.demoTrust =
        DemoTrust.start(
            settings.data().resolve("demo"),
            TrustFolder.of(settings.data()).anchors(Purpose.DEVICE),
            clock,
            random);
    this.pads =
        new PadDriver(
            catalog,
            random,
            new LinkTrust(makers(), clock),
            new KnownLinks(settings.data().resolve(LINKS)));
    this.services =
        new CaseServices(
            archive,
            settings.data().resolve("cases"),
            ca(),
            new TimestampClient(tsas(), settings.serviceTimeout(), settings.tls(), hashing, random),
            settings.tsas().isEmpty()
                ? List.of(DemoTrust.NAME)
                : settings.tsas().stream().map(URI::toString).toList(),
            roots(),
            revocation(),
            escrow.orElse(demoTrust.escrow().chain().getFirst()),
            settings.missing(),
            SOFTWARE,
            hashing,
            clock,
            random);
  }

  /** Makes the SM algorithms known to the platform; once, before anything else. */
  public static void registerProvider() {
    if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  /** Opens the archive and starts what the settings leave to the demo. */
  public static Station open(Settings settings) throws StoreException, SigningException {
    registerProvider();
    Optional<X509Certificate> escrow = Optional.empty();
    if (settings.escrow().isPresent()) {
      escrow =
          Optional.of(NamedEscrow.read(settings.escrow().get(), settings.data(), Instant.now()));
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

  private CmpClient ca() {
    return new CmpClient(
        settings.ca().map(Settings.Ca::address).orElse(demoTrust.embedded().caUri()),
        settings.ca().map(ca -> ca.protection(random)).orElse(demoTrust.embedded().protection()),
        settings.serviceTimeout(),
        settings.tls(),
        hashing,
        clock);
  }

  private List<URI> tsas() {
    return settings.tsas().isEmpty() ? List.of(demoTrust.embedded().tsaUri()) : settings.tsas();
  }

  // Services that were named are judged by the roots that somebody put there for them. Simulated
  // devices are known anywhere, or a case of theirs could not be told from one of no device at all.
  private TrustStore roots() throws SigningException {
    try {
      TrustStore demo = demoTrust.store();
      Set<Service> missing = settings.unnamed();
      TrustStore roots = TrustFolder.of(settings.data());
      for (Purpose each : Purpose.values()) {
        boolean standsIn =
            switch (each) {
              case SIGNER -> missing.contains(Service.CA);
              case TSA -> missing.contains(Service.TSA);
              case DEVICE, STATION, AUTHORITY, ESCROW -> true;
            };
        if (standsIn || settings.demonstration()) {
          roots = roots.with(each, demo.anchors(each));
        }
      }
      return roots;
    } catch (GeneralSecurityException e) {
      throw new CredentialException.BadCertificate("device root", "cannot be read", e);
    }
  }

  private RevocationClient revocation() {
    return new RevocationClient(
        new HttpExchange(settings.serviceTimeout(), settings.tls()),
        RevocationCache.in(settings.data().resolve("revocation")),
        demoTrust.embedded().responders(),
        clock,
        random);
  }

  // The demo's maker of simulated devices, and whose roots were put into the folder for them.
  private List<X509Certificate> makers() throws SigningException {
    return roots().anchors(Purpose.DEVICE);
  }

  /** What every case works with. */
  public CaseServices services() {
    return services;
  }

  /** The archive of cases. */
  public Archive archive() {
    return archive;
  }

  /**
   * Has the head of the archive's log stamped, if the last time was long enough ago and somebody
   * named a timestamp service for it.
   *
   * @return whether it was stamped
   * @throws StoreException if the archive was altered or put back
   * @throws SigningException if no authority answers
   */
  public boolean anchorIfDue() throws StoreException, SigningException {
    Anchors anchors = new Anchors(archive.log(), Anchors.in(settings.data()), hashing, clock);
    boolean due = !settings.missing().contains(Service.TSA) && anchors.due(settings.zone());
    if (due) {
      anchors.add(services.namedTsa());
    }
    return due;
  }

  /** The demo's CA, TSA, device maker, escrow and station key. */
  public DemoTrust demoTrust() {
    return demoTrust;
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
  public synchronized Models models() throws LivenessException {
    Models chosen = models;
    if (chosen == null) {
      chosen = ModelChoice.orBundled(settings.data().resolve(MODELS));
      models = chosen;
    }
    return chosen;
  }

  /** The thresholds of the face checks; throws as {@link #models}. */
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
   * Compares faces, with networks that stay open; closed with the station. Throws as {@link
   * #models}.
   */
  public synchronized FaceToId faces() throws LivenessException {
    FaceToId opened = faces;
    if (opened == null) {
      opened = new FaceToId(models(), thresholds());
      faces = opened;
    }
    return opened;
  }

  /** The identity authority, kept as long as this is: it remembers which endpoints fail. */
  public synchronized Authority authority() throws IdentityException, LivenessException {
    Authority open = authority;
    if (open == null) {
      AuthorityAccess access = settings.authority();
      if (access.endpoints().isEmpty()) {
        access =
            new AuthorityAccess(
                List.of(demoIdentity().uri()),
                TlsTrust.system(),
                Optional.of(demoTrust.authority().chain().getFirst()));
      }
      open = access.open(settings.serviceTimeout(), clock);
      authority = open;
    }
    return open;
  }

  /** The demo's authority and its invented people, started when first asked for. */
  public synchronized DemoIdentity demoIdentity() throws LivenessException {
    DemoIdentity running = demoIdentity;
    if (running == null) {
      try {
        running =
            DemoIdentity.start(
                faces(), models(), thresholds().idMatch(), demoTrust.authority(), clock);
      } catch (IOException e) {
        throw new UncheckedIOException("no port on loopback", e);
      }
      demoIdentity = running;
    }
    return running;
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
    Authority open = authority;
    if (open != null) {
      open.close();
    }
    DemoIdentity running = demoIdentity;
    if (running != null) {
      running.close();
    }
    demoTrust.close();
    archive.close();
  }
}
