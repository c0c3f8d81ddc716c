// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.screen.PadPage;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.key.OneTimeKey;
import org.penseal.app.text.Texts;
import org.penseal.pad.Ink;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.PenSample;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pad.ink.InkDigest;

/** What a station saw on a pad whose chip is the attacker's, and the key in that chip. */
final class Act implements OneTimeKey {
  private static final AtomicInteger COUNT = new AtomicInteger();

  final CapturedInk captured;
  final KeyPair key = Forge.pair();
  final long counter = COUNT.incrementAndGet();
  private final Forge forge;
  private final Forge.Lie lie;
  int signatures;
  boolean closed;

  Act(Forge forge, CaseLab.Job job, Forge.Lie lie) throws Exception {
    this.forge = forge;
    this.lie = lie;
    PadModel model = PadCatalog.load().byId("penseal-ref").orElseThrow();
    PadIdentity pad =
        new PadIdentity(
            model,
            Forge.SERIAL,
            "1.00",
            new PadIdentity.Capability(9600, 6000, 1023, 320, 200, 150, 0, 0),
            PadOrigin.DEVICE);
    byte[] challenge = new byte[32];
    new SecureRandom().nextBytes(challenge);
    captured =
        new CapturedInk(
            pad,
            ink(COUNT.incrementAndGet()),
            List.of(),
            List.of(),
            Optional.of(
                new PadPage(
                        "title",
                        DocumentWords.of(job.order().document(), null).pages(),
                        job.order().document().sm3())
                    .draw(pad.layout(), Texts.of("zh"))),
            Optional.empty(),
            ByteString.of(challenge),
            Instant.now());
  }

  // No ink comes twice: one report differs by a few units.
  private static Ink ink(int number) throws Exception {
    Ink ink = CaseLab.trace("li-na-1");
    List<PenSample> samples = new ArrayList<>(ink.samples());
    PenSample s = samples.get(5);
    samples.set(
        5,
        new PenSample(
            s.x() + number,
            s.y(),
            s.pressure(),
            s.near(),
            s.buttons(),
            s.timeMs(),
            s.sequence(),
            s.hostNanos()));
    return new Ink(ink.space(), samples, 0);
  }

  StatementBody truth(byte[] manifestDigest) {
    ByteString screen = ByteString.of(Sm3.of(captured.page().orElseThrow().picture().bits()));
    return new StatementBody(
        StatementBody.Origin.CHIP,
        new StatementBody.Device(Forge.MODEL, Forge.SERIAL, "1.00"),
        captured.challenge(),
        ByteString.of(publicKey()),
        new StatementBody.Pen(
            ByteString.of(InkDigest.sm3(captured.ink())), captured.ink().samples().size(), 1),
        List.of(screen),
        new StatementBody.Confirm(captured.confirmedAt(), captured.pad().layout().ok(), screen),
        ByteString.of(manifestDigest),
        counter);
  }

  @Override
  public byte[] publicKey() {
    return key.getPublic().getEncoded();
  }

  @Override
  public byte[] statement(byte[] manifestDigest) {
    try {
      return forge.states(lie.apply(truth(manifestDigest)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] value(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("SM3withSM2", "BC");
      signature.initSign(key.getPrivate());
      signature.update(bytes);
      return signature.sign();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] signRequest(byte[] certificationRequestInfo) {
    return value(certificationRequestInfo);
  }

  @Override
  public void certified(List<X509Certificate> chain) {
    // it signs whatever it is told to
  }

  @Override
  public byte[] sign(byte[] signedAttributes) {
    signatures++;
    return value(signedAttributes);
  }

  @Override
  public void close() {
    closed = true;
  }
}
