// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Frozen;
import org.penseal.app.statement.StatedPart;
import org.penseal.app.statement.StatementComparison;
import org.penseal.app.statement.Voucher;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.PadChip;
import org.penseal.pad.chip.StatementBody;
import org.penseal.refusal.SigningException;

/**
 * Holds a statement against what this program itself saw, so that ink that was injected on the
 * line, another picture on the pad, another key or an invented act are found before anything is
 * signed.
 */
public final class StatementCheck {
  private StatementCheck() {}

  /**
   * Refuses a pad whose chip nobody answers for whom this station trusts: before a person is asked
   * for anything, since its statement would be refused after all was written.
   *
   * @param pad an open pad; one without a chip is not looked at
   * @return whether its chip is a simulator's, by the certificate of its device key
   * @throws CaseException.DeviceUntrusted if the maker of its chip is not trusted
   */
  public static boolean requireVouched(Pad pad, CaseServices services)
      throws CaseException, PadException {
    PadModel model = pad.identity().model();
    if (!model.chip()) {
      return false;
    }
    X509Certificate device = new PadChip(pad.secureElement()).deviceCertificate();
    Instant now = services.clock().instant();
    Voucher voucher = Voucher.ofDevice(device, services.roots(), now);
    if (voucher == Voucher.NOBODY) {
      throw new CaseException.DeviceUntrusted(model.reportedName());
    }
    return voucher == Voucher.SIMULATOR;
  }

  /**
   * Has a key stated what it belongs to, and refuses a statement that differs from what was seen,
   * whose number came before, or for which nobody answers whom this station trusts.
   *
   * @return the statement, DER
   * @throws CaseException.StatementDiffers naming everything that differs
   * @throws CaseException.FolderUnusable if it cannot be told which number came last
   */
  public static byte[] stated(
      OneTimeKey key, CaseServices services, Frozen frozen, CapturedInk captured)
      throws CaseException, PadException, SigningException {
    byte[] encoded = key.statement(frozen.manifestDigest());
    ChipStatement statement = ChipStatement.decode(encoded);
    List<StatedPart> differing =
        new StatementComparison(statement, encoded)
            .key(key.publicKey())
            .manifest(frozen.manifest(), frozen.manifestBytes())
            .ink(captured.ink())
            .askedAt(services.clock().instant())
            .differing();
    if (!differing.isEmpty()) {
      throw new CaseException.StatementDiffers(differing);
    }
    Voucher voucher = Voucher.of(statement, services.roots(), services.clock().instant());
    if (voucher == Voucher.NOBODY) {
      throw new CaseException.DeviceUntrusted(frozen.manifest().device().model());
    }
    if (statement.body().origin() == StatementBody.Origin.CHIP) {
      count(statement, services);
    }
    return encoded;
  }

  private static void count(ChipStatement statement, CaseServices services)
      throws CaseException, PadException {
    X509Certificate device = statement.signer().orElseThrow();
    try {
      if (!services.counters().take(device.getPublicKey(), statement.body().counter())) {
        throw new CaseException.StatementDiffers(List.of(StatedPart.COUNTER));
      }
    } catch (IOException e) {
      throw new CaseException.FolderUnusable(services.cases(), e);
    }
  }
}
