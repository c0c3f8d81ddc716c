// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of the pad catalogue: what is known of a model before a device is asked.
 *
 * <p>The numbers that a device reports of itself win over these, see {@link PadIdentity}.
 *
 * @param id catalogue id in lower case, the name of its JSON file, e.g. {@code penseal-ref}
 * @param name name for people
 * @param vendor who makes it
 * @param family reports that the device speaks
 * @param reportedName how the device names itself, at most 9 ASCII characters in the STU family;
 *     for a device that does not, how the trade names it
 * @param usb ids of the HID device, when they tell the model
 * @param hid which HID interface it is, when it speaks HID
 * @param serial the serial line, when it has one
 * @param screen the screen, when it has one
 * @param tablet the digitizer
 * @param rates pen reports in one second
 * @param confirm how a signer confirms
 * @param encryption key exchange that the vendor's protocol has for pen reports
 * @param chip whether the model has a secure chip that speaks the open pad chip protocol
 * @param reports report ids of the STU family that the model has, with their lengths (id included)
 */
public record PadModel(
    String id,
    String name,
    String vendor,
    Family family,
    String reportedName,
    Optional<Usb> usb,
    Optional<Hid> hid,
    Optional<SerialLine> serial,
    Optional<Screen> screen,
    Tablet tablet,
    Rates rates,
    Confirm confirm,
    Encryption encryption,
    boolean chip,
    Map<Integer, Integer> reports) {

  private static final int TIME_AND_SEQUENCE = 0x34;

  /** Family of reports; each has one parser in {@code pad.protocol}. */
  public enum Family {
    /** Reports of the Wacom STU family, over HID or in the 7-bit serial frame. */
    STU,
    /** Packets of five bytes over a serial line that the pad sends by itself. */
    TOPAZ,
    /** Input report 2 and feature report 5 of the Hanvon ESP370U. */
    HANVON,
    /** Input reports of six bytes without an id, as the ePadLink ePad sends them. */
    EPAD,
    /** Any HID digitizer (usage page 0D) that describes itself. */
    DIGITIZER
  }

  /** How a signer says that the signature stands. */
  public enum Confirm {
    /** On buttons that the host draws on the pad's screen. */
    SCREEN,
    /** On keys or strips of the pad's own. */
    DEVICE,
    /** At the workstation, in front of the signer's eyes. */
    HOST
  }

  /** Encryption of pen reports by the vendor's protocol. */
  public enum Encryption {
    NONE,
    /** Diffie-Hellman of 128 bits and AES-128. */
    V1,
    /** RSA key of the host and AES. */
    V2
  }

  /** What the bytes on a serial line mean. */
  public enum LineFormat {
    /** The 7-bit frame of the STU family. */
    STU,
    /** Topaz packets with seven bits of content in a byte. */
    TOPAZ_0,
    /** Topaz packets with six bits of content in a byte. */
    TOPAZ_1
  }

  /** Parity of a serial line. */
  public enum Parity {
    NONE,
    ODD
  }

  /** How a picture may be encoded for the screen. */
  public enum Encoding {
    ONE_BIT(2),
    ZLIB(1),
    RGB565(4),
    BGR24(8);

    private final int bit;

    Encoding(int bit) {
      this.bit = bit;
    }

    /** Its bit in the capability report of the STU family. */
    public int bit() {
      return bit;
    }
  }

  /**
   * USB ids.
   *
   * @param vendorId 0..65535
   * @param productId 0..65535
   */
  public record Usb(int vendorId, int productId) {}

  /**
   * The HID interface of the pad among those of the device.
   *
   * @param usagePage usage page of the top collection, or {@link #ANY_PAGE}
   * @param usages usages of the top collection, one of which it has; empty for any
   */
  public record Hid(int usagePage, List<Integer> usages) {
    /** Usage page of a device of which it is not known: every interface is taken. */
    public static final int ANY_PAGE = 0;

    /** Copies the list. */
    public Hid {
      usages = List.copyOf(usages);
    }
  }

  /**
   * A serial line without flow control.
   *
   * @param bauds speeds in the order in which they are tried
   * @param dataBits 7 or 8
   * @param parity parity bit
   * @param stopBits 1 or 2
   * @param format what the bytes mean
   * @param adapter USB ids of the converter in the pad, when it has one
   * @param product word in the USB product name of that converter which tells the vendor
   * @param clear byte that clears the pad's own screen, for a pad that takes one
   */
  public record SerialLine(
      List<Integer> bauds,
      int dataBits,
      Parity parity,
      int stopBits,
      LineFormat format,
      Optional<Usb> adapter,
      Optional<String> product,
      Optional<Integer> clear) {
    /** Checks that there is a speed. */
    public SerialLine {
      bauds = List.copyOf(bauds);
      if (bauds.isEmpty() || bauds.stream().anyMatch(b -> b <= 0)) {
        throw new IllegalArgumentException("serial line without a speed");
      }
    }
  }

  /**
   * The screen.
   *
   * @param widthPx width in pixels
   * @param heightPx height in pixels
   * @param encodings how a host may send a picture; empty when it can send none
   */
  public record Screen(int widthPx, int heightPx, List<Encoding> encodings) {
    /** Checks the size. */
    public Screen {
      encodings = List.copyOf(encodings);
      if (widthPx < 64 || heightPx < 48) {
        throw new IllegalArgumentException("impossible screen");
      }
    }
  }

  /**
   * The digitizer: origin upper left, x to the right, y down.
   *
   * @param minX x at the left edge of the writing area, in tablet units
   * @param minY y at its upper edge
   * @param maxX x at its right edge
   * @param maxY y at its lower edge
   * @param maxPressure largest pressure
   * @param unitsPerMm tablet units in one millimetre
   * @param rawMaxX what the device reports at the right edge: equals maxX unless its units are not
   *     the same in both directions, see {@link #x}
   * @param rawMaxY what the device reports at the lower edge
   */
  public record Tablet(
      int minX,
      int minY,
      int maxX,
      int maxY,
      int maxPressure,
      double unitsPerMm,
      int rawMaxX,
      int rawMaxY) {

    /** x in tablet units, which are the same in both directions, of the device's x. */
    public int x(int raw) {
      return minX + (int) Math.round((double) (raw - minX) * (maxX - minX) / (rawMaxX - minX));
    }

    /** y in tablet units of the device's y. */
    public int y(int raw) {
      return minY + (int) Math.round((double) (raw - minY) * (maxY - minY) / (rawMaxY - minY));
    }

    /** The device's x of one in tablet units. */
    public int rawX(int x) {
      return minX + (int) Math.round((double) (x - minX) * (rawMaxX - minX) / (maxX - minX));
    }

    /** The device's y of one in tablet units. */
    public int rawY(int y) {
      return minY + (int) Math.round((double) (y - minY) * (rawMaxY - minY) / (maxY - minY));
    }
  }

  /**
   * Pen reports in one second.
   *
   * @param hid over HID, 0 when it has none
   * @param serial over the serial line, 0 when it has none
   */
  public record Rates(int hid, int serial) {}

  /** Checks that the parts fit together. */
  public PadModel {
    reports = Map.copyOf(reports);
    if (id.isBlank() || reportedName.isBlank()) {
      throw new IllegalArgumentException("pad model without a usable id or name: " + id);
    }
    if (family == Family.STU && reportedName.length() > 9) {
      throw new IllegalArgumentException("name does not fit in report 08: " + id);
    }
    if (hid.isEmpty() && serial.isEmpty()) {
      throw new IllegalArgumentException("pad model without a link: " + id);
    }
    if ((hid.isPresent() && rates.hid() <= 0) || (serial.isPresent() && rates.serial() <= 0)) {
      throw new IllegalArgumentException("pad model with impossible rates: " + id);
    }
    if (confirm == Confirm.SCREEN && screen.filter(s -> !s.encodings().isEmpty()).isEmpty()) {
      throw new IllegalArgumentException("buttons need a screen that takes pictures: " + id);
    }
  }

  /** Whether pen reports carry time and sequence of the device (report 34 of the STU family). */
  public boolean countsItself() {
    return reports.containsKey(TIME_AND_SEQUENCE);
  }

  /** Whether a host may send a picture to the screen. */
  public boolean showsPictures() {
    return screen.filter(s -> !s.encodings().isEmpty()).isPresent();
  }

  /** The bits of its image encodings, see {@link PadIdentity.Capability#encodings}. */
  public int encodingBits() {
    return screen.stream().flatMap(s -> s.encodings().stream()).mapToInt(Encoding::bit).sum();
  }

  /** The space in which this model reports its samples, by the catalogue's numbers. */
  public Ink.Space space() {
    return new Ink.Space(
        tablet.minX(),
        tablet.minY(),
        tablet.maxX(),
        tablet.maxY(),
        tablet.maxPressure(),
        tablet.unitsPerMm(),
        countsItself() ? Ink.Counters.DEVICE : Ink.Counters.HOST);
  }

  /** The layout of this model: of its screen, or of its bare writing area. */
  public PadLayout layout() {
    return confirm == Confirm.SCREEN
        ? PadLayout.standard(screenWidthPx(), screenHeightPx(), maxX(), maxY())
        : PadLayout.withoutButtons(space());
  }

  /** The same model with other numbers of its digitizer. */
  public PadModel with(Tablet other) {
    return new PadModel(
        id,
        name,
        vendor,
        family,
        reportedName,
        usb,
        hid,
        serial,
        screen,
        other,
        rates,
        confirm,
        encryption,
        chip,
        reports);
  }

  /** Width of the screen in pixels, 0 without one. */
  public int screenWidthPx() {
    return screen.map(Screen::widthPx).orElse(0);
  }

  /** Height of the screen in pixels, 0 without one. */
  public int screenHeightPx() {
    return screen.map(Screen::heightPx).orElse(0);
  }

  /** Largest x in tablet units. */
  public int maxX() {
    return tablet.maxX();
  }

  /** Largest y in tablet units. */
  public int maxY() {
    return tablet.maxY();
  }

  /** Largest pressure. */
  public int maxPressure() {
    return tablet.maxPressure();
  }

  /** Tablet units in one millimetre. */
  public double unitsPerMm() {
    return tablet.unitsPerMm();
  }

  /** Pen reports in one second over the serial line, or over HID when it has no line. */
  public int rateHz() {
    return serial.isPresent() ? rates.serial() : rates.hid();
  }
}
