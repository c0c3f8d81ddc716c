// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.identify.IdentifyRequest.CameraSource;
import org.penseal.app.identify.card.CardDesk;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.workplace.Demonstration;
import org.penseal.app.workplace.FaceModels;
import org.penseal.app.workplace.Station;
import org.penseal.idcard.IdCardException;
import org.penseal.idcard.IdCardSimulator;
import org.penseal.key.Pkcs12File;
import org.penseal.liveness.LivenessException;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.transport.Recorder;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TrustStore;
import org.penseal.trust.cmp.CmpProtection;
import org.penseal.trust.revocation.LocalResponder;
import org.penseal.trust.tls.TlsTrust;

/** The demo: its own world of trust, its people and its devices. */
public final class DemoWorkplace implements Demonstration {
  private final PadCatalog catalog = PadCatalog.load();
  private final DemoTrust trust;
  private final FaceModels vision;
  private final Clock clock;
  private final SecureRandom random;
  private @Nullable DemoIdentity people;

  DemoWorkplace(DemoTrust trust, FaceModels vision, Clock clock, SecureRandom random) {
    this.trust = trust;
    this.vision = vision;
    this.clock = clock;
    this.random = random;
  }

  /** The demo's world of trust at a station; started by this, if it does not run yet. */
  public static DemoTrust trust(Station station) throws SigningException {
    return of(station).trust;
  }

  /** The demo's people at a station, as {@link #trust(Station)}. */
  public static DemoIdentity people(Station station) throws SigningException, LivenessException {
    return of(station).people();
  }

  private static DemoWorkplace of(Station station) throws SigningException {
    return (DemoWorkplace) station.demonstration();
  }

  private synchronized DemoIdentity people() throws LivenessException {
    DemoIdentity known = people;
    if (known == null) {
      try {
        known =
            DemoIdentity.start(
                vision.faces(),
                vision.models(),
                vision.thresholds().likeness().idMatch(),
                trust.authority(),
                clock);
      } catch (IOException e) {
        throw new UncheckedIOException("no port on loopback", e);
      }
      people = known;
    }
    return known;
  }

  @Override
  public TrustStore roots() {
    return trust.store();
  }

  @Override
  public URI ca() {
    return trust.embedded().caUri();
  }

  @Override
  public CmpProtection protection() {
    return trust.embedded().protection();
  }

  @Override
  public URI tsa() {
    return trust.embedded().tsaUri();
  }

  @Override
  public List<LocalResponder> responders() {
    return trust.embedded().responders();
  }

  @Override
  public Pkcs12File escrow() {
    return trust.escrow();
  }

  @Override
  public Pkcs12File station() {
    return trust.station();
  }

  @Override
  public AuthorityAccess authority() throws LivenessException {
    return new AuthorityAccess(
        List.of(people().uri()),
        TlsTrust.system(),
        Optional.of(trust.authority().chain().getFirst()));
  }

  @Override
  public SimulatedPad pad(String model, Writing writing, double speed)
      throws PadException, IOException {
    PadModel known = catalog.byId(model).orElseThrow(() -> new PadException.UnknownModel(model));
    return new Switched(
        SimulatedDevices.pad(catalog, trust.devices(), model, customer(known, writing), speed));
  }

  private SimulatedCustomer customer(PadModel model, Writing writing)
      throws PadException, IOException {
    if (writing.idle()) {
      return SimulatedCustomer.nobody();
    }
    Ink signature = writing.signature().isPresent() ? writing.signature().get() : hand();
    SimulatedCustomer writes =
        writing.annotation().isPresent()
            ? DemoWriter.of(writing.order(), model, signature, writing.annotation().get())
            : DemoWriter.of(writing.order(), model, signature);
    SimulatedCustomer leafs = writing.leafs() ? DemoWriter.leafing(writes, model) : writes;
    return writing.consentScreens() > 0
        ? DemoWriter.agreeing(leafs, model, writing.consentScreens())
        : leafs;
  }

  private Ink hand() throws PadException, IOException {
    return DemoHand.write(random);
  }

  private record Switched(PadSimulator simulator) implements SimulatedPad {
    @Override
    public Pad open(PadDriver driver) throws PadException {
      return SimulatedDevices.open(simulator, driver);
    }

    @Override
    public Pad open(PadDriver driver, Recorder recorder) throws PadException {
      return SimulatedDevices.open(simulator, driver, recorder);
    }

    @Override
    public void close() {
      simulator.close();
    }
  }

  @Override
  public CardReading card(ExpiredCards expired, LocalDate today)
      throws IdCardException, LivenessException, IOException {
    DemoIdentity demo = people();
    byte[] printed = demo.printedPortrait();
    try (IdCardSimulator reader =
        IdCardSimulator.start(Optional.of(DemoIdentity.card(demo.signer(), printed)))) {
      return new CardDesk(DemoIdentity.decoder(printed), expired, today).read(reader.uri());
    }
  }

  @Override
  public CameraSource camera() throws LivenessException {
    return people().puppet()::camera;
  }

  @Override
  public String phone() throws LivenessException {
    return people().signer().phone();
  }

  @Override
  public void close() {
    DemoIdentity known = people;
    if (known != null) {
      known.close();
    }
    trust.close();
  }
}
