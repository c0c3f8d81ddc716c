// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityResult.Result;
import org.penseal.identity.authority.AuthorityClient;
import org.penseal.identity.authority.Endpoint;
import org.penseal.identity.embedded.DemoPerson;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.identity.embedded.EmbeddedAuthority;
import org.penseal.liveness.FaceMatch;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.NoFace;
import org.penseal.liveness.LivenessException.PoorPicture;
import org.penseal.liveness.LivenessException.SeveralFaces;
import org.penseal.liveness.LivenessException.TooSmall;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.puppet.PrintedPortrait;
import org.penseal.liveness.rule.Thresholds;
import org.penseal.liveness.vision.Vision;

@Tag("slow")
class FaceToIdTest {
  private static final ModelFiles MODELS = ModelFiles.bundled();
  private final FaceToId comparison = new FaceToId(MODELS, Thresholds.standard());

  private static Frame printed(Frame still) throws LivenessException {
    return Stills.decode(PrintedPortrait.of(MODELS, still), "print");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void matchesTheSamePictureDegradedLikeAPrintAndNoOther(boolean first) throws Exception {
    Frame live = first ? Portraits.astronaut() : Portraits.hopper();
    Frame own = printed(live);
    assertEquals(102, own.width());
    assertEquals(126, own.height());
    FaceMatch match = comparison.compare(live, own);
    assertTrue(match.match(), match::toString);
    assertTrue(match.second().eyeDistancePx() >= 25, match::toString);
    FaceMatch other = comparison.compare(first ? Portraits.hopper() : Portraits.astronaut(), own);
    assertFalse(other.match(), other::toString);
  }

  @Test
  void refusesAnIdPictureWithTheEyesTooNear() throws Exception {
    Frame small = half(printed(Portraits.astronaut()));
    TooSmall refused =
        assertThrows(TooSmall.class, () -> comparison.compare(Portraits.astronaut(), small));
    assertTrue(refused.eyeDistancePx() < 25);
    assertEquals(25, refused.neededPx());
  }

  @Test
  void refusesADarkPicture() throws Exception {
    Frame dark = scaled(Portraits.astronaut(), 0.15);
    PoorPicture refused =
        assertThrows(PoorPicture.class, () -> comparison.compare(Portraits.astronaut(), dark));
    assertEquals("brightness", refused.measure());
  }

  @Test
  void refusesABlurredPicture() throws Exception {
    Frame blurred = Portraits.astronaut();
    for (int i = 0; i < 7; i++) {
      blurred = smoothed(blurred);
    }
    Frame poor = blurred;
    PoorPicture refused =
        assertThrows(PoorPicture.class, () -> comparison.compare(Portraits.astronaut(), poor));
    assertEquals("sharpness", refused.measure());
  }

  @Test
  void refusesAPictureOfNobodyAndOneOfTwo() throws Exception {
    Frame live = Portraits.astronaut();
    assertThrows(NoFace.class, () -> comparison.compare(live, Portraits.grey()));
    Frame two = Portraits.twoPeople();
    assertThrows(SeveralFaces.class, () -> comparison.compare(live, two));
  }

  @Test
  void networksThatWereLetGoAreClosedAndOthersAreOpenedByTheNextComparison() throws Exception {
    List<Vision> closed = new ArrayList<>();
    try (KeptVision visions =
        new KeptVision(
            MODELS,
            vision -> {
              vision.close();
              closed.add(vision);
            })) {
      Vision first = visions.use(vision -> vision);
      assertSame(first, visions.use(vision -> vision), "kept between two uses");
      visions.rest();
      assertFalse(visions.isOpen());
      assertEquals(List.of(first), closed);
      Vision second = visions.use(vision -> vision);
      assertNotSame(first, second);
      visions.use(
          vision -> {
            visions.rest();
            assertEquals(List.of(first), closed, "it is in use");
            return 0;
          });
      assertFalse(visions.isOpen());
      assertEquals(List.of(first, second), closed, "what was in use then is not kept either");
    }
  }

  @Test
  void comparesAsBeforeAfterItWasLetGo() throws Exception {
    Frame live = Portraits.astronaut();
    Frame own = printed(live);
    double before = comparison.compare(live, own).similarity();
    assertTrue(comparison.isOpen());
    comparison.rest();
    assertFalse(comparison.isOpen());
    assertEquals(before, comparison.compare(live, own).similarity(), 1e-6);
    comparison.close();
    assertFalse(comparison.isOpen());
  }

  @Test
  void authorityComparesPortraitsWithIt() throws Exception {
    byte[] own = PrintedPortrait.of(MODELS, Portraits.astronaut());
    List<DemoPerson> people = DemoPopulation.of(own, null, LocalDate.of(2026, 11, 24));
    DemoPerson person = people.getFirst();
    try (EmbeddedAuthority authority =
            EmbeddedAuthority.start(people, comparison::similarity, 0.324, Clock.systemUTC());
        AuthorityClient client =
            new AuthorityClient(
                Endpoint.plain(authority.address()), Duration.ofSeconds(60), Clock.systemUTC())) {
      byte[] live = Stills.jpeg(Portraits.astronaut(), 90);
      byte[] other = Stills.jpeg(Portraits.hopper(), 90);
      byte[] nobody = Stills.jpeg(Portraits.grey(), 90);
      assertEquals(Result.MATCH, ask(client, person, live, "case-0001"));
      assertEquals(Result.NO_MATCH, ask(client, person, other, "case-0002"));
      assertEquals(Result.CANNOT_SAY, ask(client, person, nobody, "case-0003"));
    }
  }

  private static Result ask(AuthorityClient client, DemoPerson person, byte[] face, String key)
      throws Exception {
    return client
        .verify(IdentityClaim.realPerson(person.name(), person.idNumber(), face), key)
        .result();
  }

  /** Every second pixel of every second row. */
  private static Frame half(Frame frame) {
    int w = frame.width() / 2;
    int h = frame.height() / 2;
    byte[] bgr = new byte[3 * w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        System.arraycopy(frame.bgr(), 3 * (2 * y * frame.width() + 2 * x), bgr, 3 * (y * w + x), 3);
      }
    }
    return new Frame(w, h, bgr, Duration.ZERO, false);
  }

  private static Frame scaled(Frame frame, double factor) {
    byte[] bgr = frame.bgr().clone();
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) ((bgr[i] & 0xff) * factor);
    }
    return new Frame(frame.width(), frame.height(), bgr, Duration.ZERO, false);
  }

  /** Mean of a 5 x 5 neighbourhood. */
  private static Frame smoothed(Frame frame) {
    byte[] in = frame.bgr();
    byte[] out = in.clone();
    int w = frame.width();
    for (int y = 2; y < frame.height() - 2; y++) {
      for (int x = 2; x < w - 2; x++) {
        for (int c = 0; c < 3; c++) {
          int sum = 0;
          for (int k = 0; k < 25; k++) {
            sum += in[3 * ((y + k / 5 - 2) * w + x + k % 5 - 2) + c] & 0xff;
          }
          out[3 * (y * w + x) + c] = (byte) (sum / 25);
        }
      }
    }
    return new Frame(w, frame.height(), out, Duration.ZERO, false);
  }
}
