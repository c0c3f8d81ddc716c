// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import java.net.URI;
import org.penseal.app.devices.setup.ServiceTrial;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.key.HostKey;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.StandIn;
import org.penseal.app.workplace.Station;
import org.penseal.idcard.IdCardReader;
import org.penseal.liveness.camera.Cameras;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Timestamp;

/**
 * Tries each part of a workplace once: asks a service, opens a device or key and lets go of it.
 * Each answers with what it found, in a few words, or fails as the case would. They take seconds.
 */
public final class Probes {
  private final Station station;

  /** Of this station. */
  public Probes(Station station) {
    this.station = station;
  }

  private Settings settings() {
    return station.settings();
  }

  /** The CA: whether it answers. */
  public String ca() throws Exception {
    station.services().ca().probe();
    return settings().services().ca().map(ca -> ca.address().toString()).orElse("");
  }

  /** One timestamp service: has it stamp something. */
  public String tsa(URI address) throws Exception {
    return address + " (" + stamp(address).time() + ")";
  }

  /** The stamp by which a timestamp service answers. */
  public Timestamp stamp(URI address) throws Exception {
    return ServiceTrial.stamp(address, station.services(), settings().network());
  }

  /** The first timestamp service that answers; the failure of the last if none does. */
  public String anyTsa() throws Exception {
    if (settings().services().tsas().isEmpty()) {
      return missing(Service.TSA);
    }
    Exception last = null;
    for (URI address : settings().services().tsas()) {
      try {
        return tsa(address);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) { // the next one may answer
        last = e;
      }
    }
    throw last;
  }

  /** The identity authority: who it says it is. */
  public String authority() throws Exception {
    if (settings().services().authority().endpoints().isEmpty()) {
      return missing(Service.AUTHORITY);
    }
    return station.authority(StandIn.NONE).probe().provider();
  }

  /** The certificate for which ink is sealed. */
  public String escrow() throws Exception {
    return CertificateFacts.commonName(station.services().escrow());
  }

  /** The key that signs statements for pads without a chip. */
  public String station() throws Exception {
    var key = station.statementKey(StandIn.NONE);
    if (key.isEmpty()) {
      return missing(Service.STATION);
    }
    HostKey.require(key.get());
    return CertificateFacts.commonName(key.get().certificate());
  }

  /** The archive: whether log, rows and head agree. */
  public String archive() throws Exception {
    station.archive().log().requireSound();
    return "";
  }

  /** A pad: opens it. */
  public String pad(String uri) throws Exception {
    try (var pad = station.pads().open(uri)) {
      return pad.identity().model().name() + " " + pad.identity().serialNumber();
    }
  }

  /** A camera: takes one picture. */
  public static String camera(String uri) throws Exception {
    try (var camera = Cameras.open(uri)) {
      camera.next();
      return uri;
    }
  }

  /** A card reader: asks for its number. */
  public static String reader(String uri) throws Exception {
    try (IdCardReader reader = IdCardReader.open(uri)) {
      return reader.readerNumber();
    }
  }

  /** Fails because nobody named it. */
  public static String missing(Service service) throws CaseException {
    throw new CaseException.ServiceNotNamed(service);
  }
}
