// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.LinkMemory;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.place.HidPlaces;
import org.penseal.pad.driver.place.PadUri;
import org.penseal.pad.driver.place.SerialTrial;
import org.penseal.pad.driver.stream.Families;
import org.penseal.pad.driver.stu.HidLink;
import org.penseal.pad.driver.stu.SerialLink;
import org.penseal.pad.driver.stu.StuOpening;
import org.penseal.pad.protocol.hid.ReportDescriptor;
import org.penseal.pad.transport.FeatureTransport;
import org.penseal.pad.transport.HidBus;
import org.penseal.pad.transport.HidTransport;
import org.penseal.pad.transport.Recorder;
import org.penseal.pad.transport.RecordingFeatureTransport;
import org.penseal.pad.transport.RecordingTransport;
import org.penseal.pad.transport.SerialAdapter;
import org.penseal.pad.transport.SerialTransport;
import org.penseal.pad.transport.Transport;

/**
 * Opens signature pads. Any thread; each open pad has a reader thread of its own and is closed by
 * whoever opened it.
 */
public final class PadDriver {
  private final PadCatalog catalog;
  private final RandomGenerator random;
  private final Predicate<X509Certificate> trusted;
  private final LinkMemory memory;
  private final Path sysfs;
  private final HidPlaces places = new HidPlaces();

  /**
   * A driver for the catalogue's models.
   *
   * @param catalog models
   * @param random nonces of chip channels (not secret)
   */
  public PadDriver(PadCatalog catalog, RandomGenerator random) {
    this(catalog, random, certificate -> true, LinkMemory.NONE);
  }

  /**
   * A driver that opens a secure link only to pads that are trusted.
   *
   * @param trusted says whether the certificate of a pad's link key is; without it any is taken and
   *     {@link Pad#link} tells which one it was
   * @param memory which pads had a secure link before: they are not opened without one, unless
   *     {@code link=off} asks for it
   */
  public PadDriver(
      PadCatalog catalog,
      RandomGenerator random,
      Predicate<X509Certificate> trusted,
      LinkMemory memory) {
    this(catalog, random, trusted, memory, SerialAdapter.SYSFS);
  }

  /** The same with another place of sysfs. */
  PadDriver(PadCatalog catalog, RandomGenerator random, Path sysfs) {
    this(catalog, random, certificate -> true, LinkMemory.NONE, sysfs);
  }

  private PadDriver(
      PadCatalog catalog,
      RandomGenerator random,
      Predicate<X509Certificate> trusted,
      LinkMemory memory,
      Path sysfs) {
    this.catalog = catalog;
    this.random = random;
    this.trusted = trusted;
    this.memory = memory;
    this.sysfs = sysfs;
  }

  /**
   * A place where a pad is or may be.
   *
   * @param uri for {@link #open}
   * @param model the model, when the system tells; a serial port says nothing until it is opened
   */
  public record Attached(String uri, Optional<PadModel> model) {}

  /**
   * The known HID pads, those that are known by their ids first, then the serial ports that a
   * plugged device brought ({@link SerialTransport#plugged}), since any of them may be a pad. A
   * port of the board is not listed: it is there without a pad, too, and whoever attached one to it
   * names it. Nor are pseudo terminals, as those of the simulator.
   */
  public List<Attached> list() throws PadException.Interrupted {
    // A system tells an interface once for each of its collections.
    Set<Attached> known = new LinkedHashSet<>();
    for (HidBus.Attached device : attached()) {
      model(device).ifPresent(m -> known.add(new Attached("hid:" + device.path(), Optional.of(m))));
    }
    List<Attached> found = new ArrayList<>(known);
    found.sort(Comparator.comparing(a -> a.model().orElseThrow().usb().isEmpty()));
    for (String path : SerialTransport.plugged(SerialTransport.list())) {
      found.add(new Attached("serial:" + path, Optional.empty()));
    }
    return List.copyOf(found);
  }

  private List<HidBus.Attached> attached() throws PadException.Interrupted {
    synchronized (places) {
      List<HidBus.Attached> attached = HidBus.list();
      places.note(attached);
      return attached;
    }
  }

  private Optional<PadModel> model(HidBus.Attached device) {
    return catalog.byHid(device.vendorId(), device.productId(), device.usagePage(), device.usage());
  }

  /**
   * Opens a pad, reads what it says of itself and brings it into a known state.
   *
   * @param uri {@code serial:PATH}, {@code hid:PATH} or {@code hid:} for the first known one that
   *     is free; a HID pad that this driver has listed is found where it is now. A serial pad that
   *     names itself needs no more; one that only sends needs {@code serial:PATH?model=ID}. {@code
   *     baud=N} sets the speed; {@code link=off} keeps everything in clear and {@code link=require}
   *     nothing; {@code cipher=on}, over HID too, has the pad encrypt its pen data by the vendor's
   *     protocol
   * @throws PadException.NotFound when there is nothing, or the URI is of no known kind
   * @throws PadException.PermissionDenied when this user may not open it
   * @throws PadException.Busy when another program holds it
   * @throws PadException.UnknownModel when it answers but is not in the catalogue
   * @throws PadException.ModelNeeded when the model must be told
   * @throws PadException.TimedOut when it does not answer
   * @throws PadException.LinkBroken when the secure link that it offers cannot be made
   */
  public Pad open(String uri) throws PadException {
    return open(uri, PadUri.parse(uri), Tap.NONE);
  }

  /**
   * Opens a pad as {@link #open(String)} does, in clear, and records what passes.
   *
   * @param recorder is told of the link and, once it is known, of the model; stays open
   */
  public Pad open(String uri, Recorder recorder) throws PadException {
    PadUri place = PadUri.parse(uri).inClear();
    recorder.fact("link", place.scheme());
    return recorded(open(uri, place, new RecordingTap(recorder)), recorder);
  }

  /**
   * Opens a pad of a model that is told behind a transport that already exists, in clear, and
   * records what passes; the pad owns the transport from here on.
   */
  public Pad open(Transport transport, PadModel model, Recorder recorder) throws PadException {
    RecordingTap tap = new RecordingTap(recorder);
    recorder.fact("link", transport instanceof FeatureTransport ? "hid" : "serial");
    Pad pad =
        transport instanceof FeatureTransport device
            ? openHid(tap.device(device), model, terms(PadUri.LinkWish.OFF, false))
            : open(tap.line(transport), model);
    return recorded(pad, recorder);
  }

  private static Pad recorded(Pad pad, Recorder recorder) {
    recorder.fact("model", pad.identity().model().id());
    recorder.fact("firmware", pad.identity().firmware());
    return new RecordingPad(pad, recorder);
  }

  /** What stands between the driver and the device: nothing, or a recorder. */
  private interface Tap {
    Tap NONE =
        new Tap() {
          @Override
          public Transport line(Transport line) {
            return line;
          }

          @Override
          public FeatureTransport device(FeatureTransport device) {
            return device;
          }
        };

    Transport line(Transport line);

    FeatureTransport device(FeatureTransport device);
  }

  private record RecordingTap(Recorder recorder) implements Tap {
    @Override
    public Transport line(Transport line) {
      return new RecordingTransport(line, recorder);
    }

    @Override
    public FeatureTransport device(FeatureTransport device) {
      return new RecordingFeatureTransport(device, recorder);
    }
  }

  private Pad open(String uri, PadUri place, Tap tap) throws PadException {
    return place.scheme().equals("hid") ? openHid(place, tap) : openSerial(uri, place, tap);
  }

  private Pad openHid(PadUri place, Tap tap) throws PadException {
    if (place.path().isEmpty()) {
      return openFirstFree(place, tap);
    }
    List<HidBus.Attached> attached = attached();
    String path =
        places
            .find(place.path(), attached)
            .orElseThrow(() -> new PadException.NotFound("hid:" + place.path()));
    PadModel model = modelAt(path, attached);
    FeatureTransport transport = tap.device(HidTransport.open(path));
    return openHid(transport, model, terms(place.link(), place.cipher()));
  }

  /**
   * Several pads at one computer: the first that nobody holds, else the first is said to be busy.
   */
  private Pad openFirstFree(PadUri place, Tap tap) throws PadException {
    PadException.@Nullable Busy busy = null;
    for (Attached pad : list()) {
      if (pad.uri().startsWith("hid:")) {
        try {
          return openHid(place.at(PadUri.parse(pad.uri()).path()), tap);
        } catch (PadException.Busy e) {
          busy = busy == null ? e : busy;
        }
      }
    }
    throw busy == null ? new PadException.NotFound("hid:") : busy;
  }

  /**
   * The model of the interface at a path, which a system tells once for each of its collections:
   * the pen need not be the first one.
   *
   * @throws PadException.UnknownModel when none of them is of a known pad
   */
  PadModel modelAt(String path, List<HidBus.Attached> attached) throws PadException.UnknownModel {
    List<HidBus.Attached> there = attached.stream().filter(d -> d.path().equals(path)).toList();
    return there.stream()
        .flatMap(d -> model(d).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new PadException.UnknownModel(
                    "%04x:%04x"
                        .formatted(there.getFirst().vendorId(), there.getFirst().productId())));
  }

  /** Opens a pad behind a HID transport, which it owns from here on. */
  public Pad openHid(FeatureTransport transport, PadModel model) throws PadException {
    return openHid(transport, model, terms(PadUri.LinkWish.AUTO, false));
  }

  private Pad openHid(FeatureTransport transport, PadModel model, StuOpening.LinkTerms terms)
      throws PadException {
    if (model.family() != PadModel.Family.STU) {
      StuOpening.requireNoLink(transport, model, terms);
    }
    return switch (model.family()) {
      case STU -> openStu(transport, terms);
      case HANVON -> Families.hanvon(transport, model);
      case EPAD -> Families.epad(transport, model);
      case DIGITIZER -> Families.digitizer(transport, model);
      case TOPAZ -> {
        transport.close();
        throw new PadException.UnknownModel(model.id() + " over HID");
      }
    };
  }

  /** The device tells the lengths of its reports; where the system does not, the catalogue does. */
  private Pad openStu(FeatureTransport transport, StuOpening.LinkTerms terms) throws PadException {
    try {
      byte[] descriptor = transport.reportDescriptor();
      Map<Integer, Integer> lengths =
          descriptor.length == 0 ? knownLengths() : ReportDescriptor.features(descriptor);
      return StuOpening.open(l -> HidLink.start(transport, lengths, l), catalog, random, terms);
    } catch (PadException | RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  private Map<Integer, Integer> knownLengths() {
    Map<Integer, Integer> lengths = new HashMap<>();
    askable().forEach(model -> model.reports().forEach(lengths::putIfAbsent));
    return lengths;
  }

  private Pad openSerial(String uri, PadUri place, Tap tap) throws PadException {
    Optional<PadModel> told = Optional.empty();
    if (place.model().isPresent()) {
      String id = place.model().get();
      told = catalog.byId(id).filter(m -> m.serial().isPresent());
      if (told.isEmpty()) {
        throw new PadException.UnknownModel(id);
      }
    } else {
      told = byAdapter(uri, place.path());
    }
    if (told.filter(m -> m.family() == PadModel.Family.TOPAZ).isPresent()) {
      PadModel model = told.get();
      PadModel.SerialLine line = model.serial().orElseThrow();
      SerialTransport.Settings settings =
          new SerialTransport.Settings(
              place.baud().orElse(line.bauds().getFirst()),
              line.dataBits(),
              line.stopBits(),
              line.parity() == PadModel.Parity.ODD);
      Transport transport = tap.line(SerialTransport.open(place.path(), settings));
      StuOpening.requireNoLink(transport, model, terms(place.link(), false));
      return Families.topaz(transport, model);
    }
    List<Integer> bauds =
        place.baud().map(List::of).orElse(SerialTrial.speeds(told.map(List::of).orElse(askable())));
    return openLine(
        tap.line(SerialTrial.open(place.path(), bauds)), terms(place.link(), place.cipher()));
  }

  private List<PadModel> askable() {
    return catalog.models().stream().filter(m -> m.family() == PadModel.Family.STU).toList();
  }

  /** The model behind a converter that names its vendor; empty when it does not. */
  private Optional<PadModel> byAdapter(String uri, String path) throws PadException.ModelNeeded {
    Optional<SerialAdapter> adapter = SerialAdapter.of(sysfs, Path.of(path));
    if (adapter.isEmpty()) {
      return Optional.empty();
    }
    List<PadModel> models = catalog.byAdapter(adapter.get().product());
    if (models.size() > 1) {
      throw new PadException.ModelNeeded(uri, models.stream().map(PadModel::id).toList());
    }
    return models.stream().findFirst();
  }

  /**
   * Opens a pad of the STU family behind a transport that already exists, HID when it has feature
   * reports, for recordings and replays: in clear; the pad owns the transport from here on.
   */
  public Pad open(Transport transport) throws PadException {
    return transport instanceof FeatureTransport hid
        ? openStu(hid, terms(PadUri.LinkWish.OFF, false))
        : openLine(transport, terms(PadUri.LinkWish.OFF, false));
  }

  private Pad openLine(Transport line, StuOpening.LinkTerms terms) throws PadException {
    return StuOpening.open(l -> SerialLink.start(line, l), catalog, random, terms);
  }

  /**
   * Opens a pad of the STU family behind a HID transport that already exists, with its pen data
   * encrypted by the vendor's protocol; the pad owns the transport from here on.
   *
   * @throws PadException.NotOffered when the model does not offer it, or the old way only
   */
  Pad openEncrypted(FeatureTransport transport) throws PadException {
    return openStu(transport, terms(PadUri.LinkWish.OFF, true));
  }

  private StuOpening.LinkTerms terms(PadUri.LinkWish wish, boolean cipher) {
    return new StuOpening.LinkTerms(wish, trusted, memory, cipher);
  }

  /**
   * Opens a pad of a model that is told behind a serial transport that already exists; the pad owns
   * the transport from here on.
   */
  public Pad open(Transport transport, PadModel model) throws PadException {
    return model.family() == PadModel.Family.TOPAZ
        ? Families.topaz(transport, model)
        : open(transport);
  }
}
