// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import java.util.Arrays;
import org.penseal.fuzz.FuzzTarget;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.frame.TopazDecoder;
import org.penseal.pad.protocol.hid.DigitizerReports;
import org.penseal.pad.protocol.hid.ReportDescriptor;
import org.penseal.pad.simulator.firmware.DigitizerFirmware;
import org.penseal.pad.simulator.firmware.EpadFirmware;
import org.penseal.pad.simulator.firmware.StuDescriptor;

/** What reads descriptors, packets and reports of devices. */
public final class DeviceFuzz {
  private static final PadCatalog CATALOG = PadCatalog.load();

  private DeviceFuzz() {}

  private static PadModel model(String id) {
    return CATALOG.byId(id).orElseThrow();
  }

  /** Report descriptors, and whatever report follows by them. */
  public static FuzzTarget descriptors() {
    return FuzzTarget.of(
            "hid-descriptors", 60_000, DeviceFuzz::descriptor, PadException.Malformed.class)
        .seeded(
            new DigitizerFirmware(model("hid-digitizer"), r -> {}).reportDescriptor(),
            new EpadFirmware(model("epadlink-epad"), r -> {}, r -> {}).reportDescriptor(),
            StuDescriptor.of(model("stu-430v").reports()));
  }

  private static long descriptor(byte[] input) throws PadException {
    long found = ReportDescriptor.features(input).size() + ReportDescriptor.inputs(input).size();
    DigitizerReports reports = DigitizerReports.of(input, 100);
    for (int length = 0; length < 70; length += 7) {
      byte[] report = new byte[length];
      Arrays.fill(report, (byte) (length * 37));
      if (length > 0) {
        report[0] = 1;
      }
      if (reports.accept(report) instanceof PenMessage.Position p
          && (p.x() < 0 || p.x() > 0xFFFF || p.y() < 0 || p.y() > 0xFFFF)) {
        throw new IllegalStateException("a place that no sample holds");
      }
    }
    return found + 1000;
  }

  /** Packets of Topaz pads, in both formats. */
  public static FuzzTarget topaz() {
    byte[] many = new byte[500];
    for (int i = 0; i < many.length; i += 5) {
      many[i] = (byte) (i % 35 == 0 ? 0xDC : 0xC1);
      many[i + 1] = (byte) (i & 0x7F);
      many[i + 2] = 7;
      many[i + 3] = 4;
      many[i + 4] = 7;
    }
    return FuzzTarget.of("topaz-packets", 50_000, DeviceFuzz::packets).seeded(many);
  }

  private static long packets(byte[] input) {
    long[] found = new long[1];
    for (String id : new String[] {"topaz-siglite-1x5", "topaz-siggem-lcd-1x5"}) {
      TopazPackets packets = new TopazPackets(model(id));
      new TopazDecoder(id.contains("lcd"))
          .accept(
              input,
              input.length,
              p -> found[0] += packets.accept(p) instanceof PenMessage.Position ? 1 : 0);
    }
    return found[0];
  }

  /** Encryption and settings of STU pads; reports of Hanvon and ePad pads. */
  public static FuzzTarget reports() {
    return FuzzTarget.of("pad-reports", 60_000, DeviceFuzz::report, PadException.Malformed.class)
        .seeded(
            Arrays.copyOf(new byte[] {0x50, 2, (byte) 0x82}, 17),
            Arrays.copyOf(new byte[] {0x40, 4, 2}, 68),
            new byte[] {0x2D, 1, 2, 3, 3},
            Arrays.copyOf(new byte[] {(byte) 0x99, 4, 1}, 10),
            new byte[] {2, (byte) 0xA0, 1, 2, 3, 4, 5, 6},
            new byte[] {0x61, 1, 2, 3, 4, 5});
  }

  private static long report(byte[] input) throws PadException {
    if (input.length == 0) {
      return 0;
    }
    new HanvonReports(model("hanvon-esp370u")).accept(input);
    new EpadReports(model("epadlink-epad")).accept(input);
    StuCommands.key(input);
    if (PenReport.isBare(input)) {
      PenReport.decodeBare(input);
    }
    return switch (input[0]) {
      case 0x50 -> StuEncryption.status(input).symmetric();
      case 0x40 -> StuEncryption.piece(input).length;
      case 0x28, 0x2D -> StuCommands.penStyle(input).rgb();
      default -> input.length;
    };
  }
}
