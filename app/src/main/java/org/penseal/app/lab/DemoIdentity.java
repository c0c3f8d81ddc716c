// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.penseal.app.workplace.Laboratory;
import org.penseal.idcard.IdCard;
import org.penseal.idcard.PhotoDecoder;
import org.penseal.idcard.SimulatedPhoto;
import org.penseal.identity.embedded.AuthorityTerms;
import org.penseal.identity.embedded.DemoPerson;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.identity.embedded.EmbeddedAuthority;
import org.penseal.identity.message.MessageAlgorithm;
import org.penseal.identity.message.MessageKey;
import org.penseal.identity.message.MessageSigner;
import org.penseal.key.Pkcs12File;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.check.FaceToId;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.puppet.PrintedPortrait;
import org.penseal.liveness.puppet.Puppet;

/**
 * The demo's people: the authority that knows them, the card of the first one, and the puppet that
 * stands for her in front of the camera. Everything of it says that it is invented or simulated.
 */
public final class DemoIdentity implements AutoCloseable {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  /** What the demo asks of the person in front of the camera. */
  public static final List<Challenge> CHALLENGES = Laboratory.CHALLENGES;

  private final EmbeddedAuthority authority;
  private final List<DemoPerson> people;
  private final ModelFiles models;

  private DemoIdentity(EmbeddedAuthority authority, List<DemoPerson> people, ModelFiles models) {
    this.authority = authority;
    this.people = people;
    this.models = models;
  }

  /**
   * Starts the authority.
   *
   * @param threshold least similarity of two portraits that it calls one person
   * @param key signs its answers
   */
  public static DemoIdentity start(
      FaceToId faces, ModelFiles models, double threshold, Pkcs12File key, Clock clock)
      throws IOException {
    X509Certificate certificate = key.chain().getFirst();
    MessageSigner signer =
        new MessageSigner(
            key.key(),
            MessageKey.id(certificate),
            MessageAlgorithm.of(certificate.getPublicKey()).orElseThrow());
    LocalDate today = LocalDate.ofInstant(clock.instant(), CHINA);
    List<DemoPerson> people =
        DemoPopulation.of(
            resource("portraits/astronaut.png"), resource("portraits/grace_hopper.jpg"), today);
    return new DemoIdentity(
        EmbeddedAuthority.start(
            people,
            faces::similarity,
            threshold,
            clock,
            new AuthorityTerms(null, false, List.of(), signer)),
        people,
        models);
  }

  /** A file of testdata/ as it was built in. */
  public static byte[] resource(String name) throws IOException {
    try (InputStream in = DemoIdentity.class.getResourceAsStream("/testdata/" + name)) {
      if (in == null) {
        throw new IOException("not built in: " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Where the authority listens. */
  public URI uri() {
    return authority.address();
  }

  /** The authority, for its faults. */
  public EmbeddedAuthority authority() {
    return authority;
  }

  /** The person of the demo. */
  public DemoPerson signer() {
    return people.getFirst();
  }

  private Frame still() throws LivenessException {
    return Stills.decode(portrait(signer()), "demo portrait");
  }

  private static byte[] portrait(DemoPerson person) {
    byte[] portrait = person.portrait();
    if (portrait == null) {
      throw new IllegalStateException("the person of the demo has a portrait");
    }
    return portrait;
  }

  /** The puppet of the demo's person, as a source of cameras. */
  public Puppet puppet() throws LivenessException {
    return new Puppet(models, still());
  }

  /** The portrait as it is printed on the card, JPEG. */
  public byte[] printedPortrait() throws LivenessException {
    return PrintedPortrait.of(models, still());
  }

  /** The card of the demo's person. */
  public static IdCard card(DemoPerson person, byte[] printed) {
    return new IdCard(
        person.name(),
        IdCard.Sex.FEMALE,
        1,
        person.idNumber().birthDate(),
        "演示省演示市演示路1号",
        person.idNumber().text(),
        "演示市公安局",
        LocalDate.of(2020, 1, 1),
        Optional.empty(),
        SimulatedPhoto.of(printed));
  }

  /** Decodes the photo of {@link #card}. */
  public static PhotoDecoder decoder(byte[] printed) {
    return SimulatedPhoto.decoder(printed, "image/jpeg");
  }

  @Override
  public void close() {
    authority.close();
  }
}
