// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Chips that harm the data they encrypt or its key. */
final class BrokenData {
  private BrokenData() {}

  static SimulatedChip repeatsItsIv(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      private byte @Nullable [] first;

      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] answer = super.execute(apdu);
        if (apdu[1] != 0x52 || answer.length < 1000 || answer.length > 2000) {
          return answer;
        }
        byte[] kept = first == null ? answer : first;
        first = kept;
        return kept.clone();
      }
    };
  }

  static SimulatedChip decryptsWhatWasAltered(ChipParts p) {
    return new Forgiving(p, false);
  }

  static SimulatedChip checksHalfTheTag(ChipParts p) {
    return new Forgiving(p, true);
  }

  static SimulatedChip keepsAnImportedDataKey(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      private byte @Nullable [] imported;

      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] former = imported;
        if (apdu[1] == 0x50 && ChipParts.dataOf(apdu).length > 0) {
          imported = apdu.clone();
        }
        boolean makes = apdu[1] == 0x50 && ChipParts.dataOf(apdu).length == 0;
        return super.execute(makes && former != null ? former : apdu);
      }
    };
  }

  /** Decrypts data whose tag does not fit: when only its end was altered, or else only then. */
  private static final class Forgiving extends SimulatedChip {
    private final boolean tagsOnly;
    private byte[] sealed = new byte[0];

    Forgiving(ChipParts p, boolean tagsOnly) {
      super(p.device, p.pin, p.counter, p.clock, p.random);
      this.tagsOnly = tagsOnly;
    }

    @Override
    public synchronized byte[] execute(byte[] apdu) {
      byte[] answer = super.execute(apdu);
      if (apdu[1] == 0x52 && answer.length > 2) {
        sealed = Arrays.copyOf(answer, answer.length - 2);
      }
      boolean refused = apdu[1] == 0x54 && answer[0] == 0x6A && answer[1] == (byte) 0x80;
      return refused && tagsOnly == onlyTheTag(ChipParts.dataOf(apdu))
          ? new byte[] {1, (byte) 0x90, 0}
          : answer;
    }

    /** Whether it ends like the data that were sealed last, but for half of a tag. */
    private boolean onlyTheTag(byte[] data) {
      byte[] given =
          Arrays.copyOfRange(data, Math.max(0, data.length - sealed.length), data.length);
      return Arrays.mismatch(given, sealed) >= sealed.length - 8;
    }
  }
}
