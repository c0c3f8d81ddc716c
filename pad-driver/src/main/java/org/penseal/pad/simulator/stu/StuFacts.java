// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.stu;

import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.link.LinkReport;
import org.penseal.pad.protocol.StuAnswers;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.simulator.chip.SimulatedChip;

/** What a simulated STU pad says of itself. */
final class StuFacts {
  private final PadModel model;
  private final String serialNumber;
  private final @Nullable SimulatedChip chip;

  StuFacts(PadModel model, String serialNumber, @Nullable SimulatedChip chip) {
    this.model = model;
    this.serialNumber = serialNumber;
    this.chip = chip;
  }

  /** The report, empty when it is none of these. */
  Optional<byte[]> answer(int id) {
    return Optional.ofNullable(
        switch (id) {
          case StuReport.HID_INFORMATION ->
              StuAnswers.hidInformation(
                  usbId(PadModel.Usb::vendorId), usbId(PadModel.Usb::productId), 0x0100);
          case StuReport.INFORMATION ->
              new StuAnswers.Information(model.reportedName(), 1, 0, security()).encode();
          case StuReport.CAPABILITY -> StuAnswers.capability(capability());
          case StuReport.UID2 -> StuAnswers.text(StuReport.UID2, 10, serialNumber);
          case StuReport.ESERIAL -> StuAnswers.text(StuReport.ESERIAL, 13, serialNumber);
          case StuReport.SIZES -> sizes();
          default -> null;
        });
  }

  private int security() {
    if (chip == null) {
      return 0;
    }
    boolean link = chip.handshake().isPresent();
    return LinkReport.OFFERS_CHIP | (link ? LinkReport.OFFERS_LINK : 0);
  }

  private int usbId(ToIntFunction<PadModel.Usb> part) {
    return model.usb().map(part::applyAsInt).orElse(0);
  }

  private PadIdentity.Capability capability() {
    return new PadIdentity.Capability(
        model.maxX(),
        model.maxY(),
        model.maxPressure(),
        model.screenWidthPx(),
        model.screenHeightPx(),
        Math.max(model.rates().hid(), model.rates().serial()),
        (int) Math.round(model.unitsPerMm() * 25.4),
        encodings());
  }

  /** The flags of report 09; those of the oldest models, which have one bit only, say nothing. */
  private int encodings() {
    int flags = model.encodingBits();
    return flags == 2 && !model.chip() ? 0 : flags;
  }

  /** The table of report lengths, big endian. */
  private byte[] sizes() {
    byte[] table = new byte[512];
    table[0] = (byte) StuReport.SIZES;
    model
        .reports()
        .forEach(
            (id, length) -> {
              table[2 * id] = (byte) (length >> 8);
              table[2 * id + 1] = (byte) (int) length;
            });
    return table;
  }
}
