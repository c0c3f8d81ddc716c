// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.transport.FeatureTransport;
import org.penseal.pad.transport.HidBus;
import org.penseal.pad.transport.HidTransport;
import org.penseal.pad.transport.Recorder;
import org.penseal.pad.transport.RecordingFeatureTransport;
import org.penseal.pad.transport.RecordingTransport;
import org.penseal.pad.transport.SerialTransport;
import org.penseal.pad.transport.Transport;

/**
 * Opens signature pads. Any thread; each open pad has a reader thread of its own and is closed by
 * whoever opened it.
 */
public final class PadDriver {
  private static final int DEFAULT_BAUD = 115_200;

  private final PadCatalog catalog;
  private final RandomGenerator random;

  /**
   * A driver for the catalogue's models.
   *
   * @param catalog models
   * @param random nonces of chip channels (not secret)
   */
  public PadDriver(PadCatalog catalog, RandomGenerator random) {
    this.catalog = catalog;
    this.random = random;
  }

  /**
   * A place where a pad is or may be.
   *
   * @param uri for {@link #open}
   * @param model the model, when the system tells; a serial port says nothing until it is opened
   */
  public record Attached(String uri, Optional<PadModel> model) {}

  /** The known HID pads, then every serial port of the system (pseudo terminals are not listed). */
  public List<Attached> list() throws PadException.Interrupted {
    List<Attached> found = new ArrayList<>();
    for (HidBus.Attached device : HidBus.list()) {
      catalog
          .byHid(device.vendorId(), device.productId(), device.usagePage(), device.usage())
          .ifPresent(m -> found.add(new Attached("hid:" + device.path(), Optional.of(m))));
    }
    for (String path : SerialTransport.list()) {
      found.add(new Attached("serial:" + path, Optional.empty()));
    }
    return List.copyOf(found);
  }

  /**
   * Opens a pad, reads what it says of itself and brings it into a known state.
   *
   * @param uri {@code serial:PATH}, {@code serial:PATH?baud=N}, {@code hid:PATH} or {@code hid:}
   *     for the first known one
   * @throws PadException.NotFound when there is nothing, or the URI is of no known kind
   * @throws PadException.PermissionDenied when this user may not open it
   * @throws PadException.Busy when another program holds it
   * @throws PadException.UnknownModel when it answers but is not in the catalogue
   * @throws PadException.TimedOut when it does not answer
   */
  public Pad open(String uri) throws PadException {
    PadUri place = PadUri.parse(uri);
    if (place.scheme().equals("hid")) {
      return open(HidTransport.open(hidPath(place)));
    }
    return open(SerialTransport.open(place.path(), place.baud().orElse(DEFAULT_BAUD)));
  }

  /**
   * Opens a pad as {@link #open(String)} does and records what passes.
   *
   * @param recorder is told of the link and, once it is known, of the model; stays open
   */
  public Pad open(String uri, Recorder recorder) throws PadException {
    PadUri place = PadUri.parse(uri);
    if (place.scheme().equals("hid")) {
      return open(HidTransport.open(hidPath(place)), recorder);
    }
    int baud = place.baud().orElse(DEFAULT_BAUD);
    recorder.fact("baud", Integer.toString(baud));
    return open(SerialTransport.open(place.path(), baud), recorder);
  }

  /** Opens a pad as {@link #open(Transport)} does and records what passes. */
  public Pad open(Transport transport, Recorder recorder) throws PadException {
    boolean hid = transport instanceof FeatureTransport;
    recorder.fact("link", hid ? "hid" : "serial");
    Pad pad =
        open(
            transport instanceof FeatureTransport features
                ? new RecordingFeatureTransport(features, recorder)
                : new RecordingTransport(transport, recorder));
    recorder.fact("model", pad.identity().model().id());
    recorder.fact("firmware", pad.identity().firmware());
    return pad;
  }

  /**
   * Opens a pad behind a transport that already exists, HID when it has feature reports, for
   * recordings and replays; the pad owns the transport from here on.
   */
  public Pad open(Transport transport) throws PadException {
    return transport instanceof FeatureTransport hid
        ? StuOpening.open(l -> HidLink.start(hid, l), catalog, random)
        : StuOpening.open(l -> SerialLink.start(transport, l), catalog, random);
  }

  private String hidPath(PadUri place) throws PadException {
    if (!place.path().isEmpty()) {
      return place.path();
    }
    return HidBus.list().stream()
        .filter(
            d -> catalog.byHid(d.vendorId(), d.productId(), d.usagePage(), d.usage()).isPresent())
        .findFirst()
        .orElseThrow(() -> new PadException.NotFound("hid:"))
        .path();
  }
}
