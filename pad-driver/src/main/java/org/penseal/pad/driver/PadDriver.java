// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.transport.HidBus;
import org.penseal.pad.transport.HidTransport;
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
  private final Predicate<X509Certificate> trusted;

  /**
   * A driver for the catalogue's models.
   *
   * @param catalog models
   * @param random nonces of chip channels (not secret)
   */
  public PadDriver(PadCatalog catalog, RandomGenerator random) {
    this(catalog, random, certificate -> true);
  }

  /**
   * A driver that opens a secure link only to pads that are trusted.
   *
   * @param trusted says whether the certificate of a pad's link key is; without it any is taken and
   *     {@link Pad#link} tells which one it was
   */
  public PadDriver(PadCatalog catalog, RandomGenerator random, Predicate<X509Certificate> trusted) {
    this.catalog = catalog;
    this.random = random;
    this.trusted = trusted;
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
   * @param uri {@code serial:PATH}, {@code serial:PATH?baud=N}, {@code serial:PATH?link=off} for
   *     everything in clear, {@code serial:PATH?link=require}, {@code hid:PATH} or {@code hid:} for
   *     the first known one
   * @throws PadException.NotFound when there is nothing, or the URI is of no known kind
   * @throws PadException.PermissionDenied when this user may not open it
   * @throws PadException.Busy when another program holds it
   * @throws PadException.UnknownModel when it answers but is not in the catalogue
   * @throws PadException.TimedOut when it does not answer
   * @throws PadException.LinkBroken when the secure link that it offers cannot be made
   */
  public Pad open(String uri) throws PadException {
    PadUri place = PadUri.parse(uri);
    if (place.scheme().equals("hid")) {
      HidTransport transport = HidTransport.open(hidPath(place));
      return StuOpening.open(
          l -> HidLink.start(transport, l), catalog, random, terms(place.link()));
    }
    Transport line = SerialTransport.open(place.path(), place.baud().orElse(DEFAULT_BAUD));
    return StuOpening.open(l -> SerialLink.start(line, l), catalog, random, terms(place.link()));
  }

  /**
   * Opens a pad behind a serial transport that already exists, for recordings and replays: in
   * clear; the pad owns the transport from here on.
   */
  public Pad open(Transport transport) throws PadException {
    return StuOpening.open(
        l -> SerialLink.start(transport, l), catalog, random, terms(PadUri.LinkWish.OFF));
  }

  private StuOpening.LinkTerms terms(PadUri.LinkWish wish) {
    return new StuOpening.LinkTerms(wish, trusted);
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
