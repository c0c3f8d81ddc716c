// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.util.Arrays;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.Frozen;
import org.penseal.pad.PadException;
import org.penseal.pad.PadPicture;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pad.ink.InkDigest;

/**
 * Holds a statement against what this program itself saw, so that ink that was injected on the
 * line, another picture on the pad or another key are found before anything is signed.
 */
public final class StatementCheck {
  private StatementCheck() {}

  /** Refuses a statement that differs from what was seen, or is not signed. */
  public static void require(byte[] encoded, Frozen frozen, CapturedInk captured, byte[] publicKey)
      throws CaseException, PadException {
    ChipStatement statement = ChipStatement.decode(encoded);
    StatementBody body = statement.body();
    if (body.origin() == StatementBody.Origin.CHIP && !statement.verifySignature()) {
      throw new CaseException.StatementDiffers("signature");
    }
    same("key", body.oneTimeKey().bytes(), publicKey);
    same("challenge", body.challenge().bytes(), captured.challenge().bytes());
    same("manifest", body.manifestDigest().bytes(), frozen.manifestDigest());
    same("pen reports", body.pen().digest().bytes(), InkDigest.sm3(captured.ink()));
    same("picture", body.confirm().screen().bytes(), screen(captured));
  }

  /** SM3 of the picture that the pad showed, of nothing when it took none. */
  static byte[] screen(CapturedInk captured) {
    return Sm3.of(captured.picture().map(PadPicture::bits).orElse(new byte[0]));
  }

  private static void same(String part, byte[] stated, byte[] seen) throws CaseException {
    if (!Arrays.equals(stated, seen)) {
      throw new CaseException.StatementDiffers(part);
    }
  }
}
