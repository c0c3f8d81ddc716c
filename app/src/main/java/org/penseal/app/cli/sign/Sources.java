// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.penseal.app.Station;
import org.penseal.app.identify.CardDesk;
import org.penseal.app.identify.CardReading;
import org.penseal.app.identify.IdentifyRequest;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.app.lab.Devices;
import org.penseal.idcard.IdCardException;
import org.penseal.idcard.IdCardSimulator;
import org.penseal.idcard.PhotoDecoder;
import org.penseal.identity.IdentityMode;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Cameras;

/** Where the options say that card and face come from. */
final class Sources {
  private static final int CHALLENGES = 3;

  private final Station station;
  private final SignOptions options;

  Sources(Station station, SignOptions options) {
    this.station = station;
    this.options = options;
  }

  IdentifyRequest request(IdentityMode mode)
      throws IdCardException, LivenessException, IOException {
    return new IdentifyRequest(
        mode,
        Optional.ofNullable(options.name),
        Optional.ofNullable(options.idNumber),
        Optional.ofNullable(options.phone),
        card(),
        camera(),
        challenges());
  }

  private Optional<CardReading> card() throws IdCardException, LivenessException, IOException {
    String uri = options.idCard;
    if (uri == null) {
      return Optional.empty();
    }
    if (!uri.equals(Devices.SIMULATED)) {
      return Optional.of(CardDesk.read(uri, PhotoDecoder.none()));
    }
    DemoIdentity demo = station.demoIdentity();
    byte[] printed = demo.printedPortrait();
    try (IdCardSimulator reader =
        IdCardSimulator.start(Optional.of(DemoIdentity.card(demo.signer(), printed)))) {
      return Optional.of(CardDesk.read(reader.uri(), DemoIdentity.decoder(printed)));
    }
  }

  private Optional<IdentifyRequest.CameraSource> camera() throws LivenessException, IOException {
    String uri = options.camera;
    if (uri == null) {
      return Optional.empty();
    }
    if (uri.equals(Devices.SIMULATED)) {
      return Optional.of(station.demoIdentity().puppet()::camera);
    }
    return Optional.of(challenges -> Cameras.open(uri));
  }

  // A recorded clip does what it does: it is asked for what the demo asks, unless told otherwise. A
  // living person is asked for something that nobody could have recorded.
  private List<Challenge> challenges() {
    String asked = options.challenge;
    if (asked != null) {
      try {
        return Challenge.parse(asked);
      } catch (IllegalArgumentException e) {
        throw options.wrong("--challenge: " + e.getMessage());
      }
    }
    String uri = options.camera;
    if (uri == null || !uri.startsWith("dev:")) {
      return DemoIdentity.CHALLENGES;
    }
    List<Challenge> all = new ArrayList<>(List.of(Challenge.values()));
    Collections.shuffle(all, new SecureRandom());
    return all.subList(0, CHALLENGES);
  }
}
