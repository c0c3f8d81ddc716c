// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.Settings;
import org.penseal.app.Station;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.identify.CardDesk;
import org.penseal.app.identify.CardReading;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.app.lab.Devices;
import org.penseal.app.store.StoreException;
import org.penseal.idcard.IdCardException;
import org.penseal.idcard.IdCardSimulator;
import org.penseal.idcard.PhotoDecoder;
import org.penseal.liveness.LivenessException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penseal idcard read}: the card on an SDT reader. */
@Command(name = "idcard", description = "Reads ID cards.", mixinStandardHelpOptions = true)
final class IdCardCommand {

  @Command(
      name = "read",
      description = "The card on the reader (serial:PATH) or the demo's (sim:).")
  int read(@Mixin Reply reply, @Parameters(paramLabel = "URI") String uri)
      throws IdCardException, LivenessException, StoreException, SigningException, IOException {
    if (!uri.equals(Devices.SIMULATED)) {
      return print(reply, CardDesk.read(uri, PhotoDecoder.none()));
    }
    try (Station station = Station.open(Settings.defaults())) {
      DemoIdentity demo = station.demoIdentity();
      byte[] printed = demo.printedPortrait();
      try (IdCardSimulator reader =
          IdCardSimulator.start(Optional.of(DemoIdentity.card(demo.signer(), printed)))) {
        return print(reply, CardDesk.read(reader.uri(), DemoIdentity.decoder(printed)));
      }
    }
  }

  private static int print(Reply reply, CardReading card) throws IOException {
    reply.json(
        Map.of(
            "name", card.name(),
            "number", card.number(),
            "portrait", card.portrait().isPresent()));
    reply.line(card.text());
    return 0;
  }
}
