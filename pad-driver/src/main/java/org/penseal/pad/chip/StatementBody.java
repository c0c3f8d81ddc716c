// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;

/**
 * What a chip statement says; the bytes of {@link #encode} are what its signature covers. The DER
 * stands in docs/chip-protocol.md, section "Statement".
 *
 * @param origin whose word it is
 * @param device the pad
 * @param challenge what the host gave at the beginning of the case, 16..32 bytes
 * @param oneTimeKey DER of the SubjectPublicKeyInfo of the key made for this case
 * @param pen the pen reports of the capture
 * @param pictures SM3 of every picture shown since the case began, in order, a repetition of the
 *     latest one left out
 * @param confirm the press on OK
 * @param manifestDigest SM3 of the frozen manifest, 32 bytes
 * @param counter statements this device ever made, this one included
 */
public record StatementBody(
    Origin origin,
    Device device,
    ByteString challenge,
    ByteString oneTimeKey,
    Pen pen,
    List<ByteString> pictures,
    Confirm confirm,
    ByteString manifestDigest,
    long counter) {

  /** Type of the structure: ARC.3.2 of the project. */
  public static final String OID = "2.25.245451997612407219764004899378027207171.3.2";

  private static final int VERSION = 1;
  private static final int USES = 1;

  /** Who answers for a statement; the number is its DER value. */
  public enum Origin {
    /** The chip of the pad. */
    CHIP(0),
    /** The host, for a pad without a chip: a lower assurance. */
    HOST(1);

    private final int der;

    Origin(int der) {
      this.der = der;
    }
  }

  /**
   * The pad, as it names itself.
   *
   * @param model model name of report 08
   * @param serialNumber factory id
   * @param firmware version, e.g. {@code 1.04}
   */
  public record Device(String model, String serialNumber, String firmware) {}

  /**
   * The pen reports since the latest capture began, up to the one that completed the press on OK.
   *
   * @param digest SM3 over the concatenated reports 34 of 11 bytes each
   * @param reports how many
   * @param attempts captures begun in this case, at least 1
   */
  public record Pen(ByteString digest, long reports, int attempts) {}

  /** What confirmed; the number is its DER value. */
  public enum By {
    /** The button OK on the pad's screen; the only one that a chip states. */
    SCREEN(2),
    /** A key or strip of the pad's own. */
    KEY(3),
    /** The workstation, for a pad that has neither. */
    WORKSTATION(4);

    private final int der;

    By(int der) {
      this.der = der;
    }

    private static By of(int der) {
      for (By by : values()) {
        if (by.der == der) {
          return by;
        }
      }
      throw new IllegalArgumentException("confirmed by nothing known");
    }
  }

  /**
   * The press that confirmed.
   *
   * @param by what was pressed
   * @param time clock of the device, to the millisecond
   * @param area the button's area in pixels; {@link PadLayout#NO_AREA} when it is not on the screen
   * @param screen SM3 of the picture on the screen at that moment, of nothing without a picture
   */
  public record Confirm(By by, Instant time, PadLayout.Area area, ByteString screen) {
    /** A press on the screen. */
    public Confirm(Instant time, PadLayout.Area area, ByteString screen) {
      this(By.SCREEN, time, area, screen);
    }
  }

  /** Copies the list and checks the lengths. */
  public StatementBody {
    pictures = List.copyOf(pictures);
    if (challenge.length() < 16 || challenge.length() > 32 || manifestDigest.length() != 32) {
      throw new IllegalArgumentException("challenge or manifest digest of a wrong length");
    }
    if (pen.digest().length() != 32 || confirm.screen().length() != 32) {
      throw new IllegalArgumentException("pen or screen digest of a wrong length");
    }
    if (origin == Origin.CHIP && confirm.by() != By.SCREEN) {
      throw new IllegalArgumentException("a chip states presses on its screen only");
    }
  }

  /** DER, the bytes to be signed. */
  public byte[] encode() {
    List<byte[]> shown = new ArrayList<>();
    pictures.forEach(p -> shown.add(DerWriter.octets(p)));
    PadLayout.Area area = confirm.area();
    return DerWriter.sequence(
        DerWriter.integer(VERSION),
        DerWriter.oid(OID),
        DerWriter.enumerated(origin.der),
        DerWriter.sequence(
            DerWriter.utf8(device.model()),
            DerWriter.utf8(device.serialNumber()),
            DerWriter.utf8(device.firmware())),
        DerWriter.octets(challenge),
        oneTimeKey.bytes(),
        DerWriter.integer(USES),
        DerWriter.sequence(
            DerWriter.octets(pen.digest()),
            DerWriter.integer(pen.reports()),
            DerWriter.integer(pen.attempts())),
        DerWriter.sequence(shown),
        DerWriter.sequence(
            DerWriter.enumerated(confirm.by().der),
            DerWriter.time(confirm.time()),
            DerWriter.sequence(
                DerWriter.integer(area.left()),
                DerWriter.integer(area.top()),
                DerWriter.integer(area.right()),
                DerWriter.integer(area.bottom())),
            DerWriter.octets(confirm.screen())),
        DerWriter.octets(manifestDigest),
        DerWriter.integer(counter));
  }

  /**
   * Reads the DER; refuses what {@link #encode} would write differently.
   *
   * @throws PadException.Malformed when it is no statement of this version
   */
  public static StatementBody decode(byte[] der) throws PadException.Malformed {
    DerReader outer = new DerReader(der, "chip statement");
    try {
      DerReader in = outer.sequence();
      if (in.integer() != VERSION || !Arrays.equals(in.whole(0x06), DerWriter.oid(OID))) {
        throw outer.malformed(null);
      }
      Origin origin = Origin.values()[in.enumerated()];
      Device device = device(in.sequence());
      ByteString challenge = in.octets();
      ByteString key = ByteString.of(in.whole(0x30));
      if (in.integer() != USES) {
        throw outer.malformed(null);
      }
      Pen pen = pen(in.sequence());
      List<ByteString> pictures = pictures(in.sequence());
      Confirm confirm = confirm(in.sequence());
      StatementBody body =
          new StatementBody(
              origin, device, challenge, key, pen, pictures, confirm, in.octets(), in.integer());
      in.requireEnd();
      outer.requireEnd();
      if (!Arrays.equals(der, body.encode())) {
        throw outer.malformed(null);
      }
      return body;
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw outer.malformed(e);
    }
  }

  private static Device device(DerReader in) throws PadException.Malformed {
    return new Device(in.utf8(), in.utf8(), in.utf8());
  }

  private static Pen pen(DerReader in) throws PadException.Malformed {
    return new Pen(in.octets(), in.integer(), Math.toIntExact(in.integer()));
  }

  private static List<ByteString> pictures(DerReader in) throws PadException.Malformed {
    List<ByteString> pictures = new ArrayList<>();
    while (in.more()) {
      pictures.add(in.octets());
    }
    return pictures;
  }

  private static Confirm confirm(DerReader in) throws PadException.Malformed {
    By by = By.of(in.enumerated());
    Instant time = in.time();
    DerReader area = in.sequence();
    int left = Math.toIntExact(area.integer());
    int top = Math.toIntExact(area.integer());
    int right = Math.toIntExact(area.integer());
    int bottom = Math.toIntExact(area.integer());
    return new Confirm(by, time, new PadLayout.Area(left, top, right, bottom), in.octets());
  }
}
