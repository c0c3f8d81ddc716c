// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

import org.penseal.pad.PadException;
import org.penseal.pad.PadException.LinkBroken.Why;

/**
 * Opens the records of one direction, which must come whole and in order, none left out. After the
 * first one that does not, nothing is opened any more. Not safe for use by several threads.
 */
public final class RecordOpener {
  private final RecordCipher cipher;
  private int expected;
  private boolean broken;

  RecordOpener(RecordCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * The report in a record.
   *
   * @throws PadException.LinkBroken when it was altered, came twice, or another one is missing
   */
  public byte[] open(byte[] record) throws PadException.LinkBroken {
    Why why = fault(record);
    if (why != null) {
      broken = true;
      throw new PadException.LinkBroken(why, null);
    }
    expected++;
    return cipher.open(record);
  }

  private @org.jspecify.annotations.Nullable Why fault(byte[] record) {
    if (record.length == 0 || (record[0] & 0xFF) != cipher.id()) {
      return Why.NOT_SEALED;
    }
    if (broken || !cipher.intact(record)) {
      return Why.ALTERED;
    }
    int number = RecordCipher.counter(record);
    if (number == expected) {
      return null;
    }
    return number < expected ? Why.REPEATED : Why.MISSING;
  }
}
