// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.statement;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.trust.ChainCheck;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** Who answers for a statement, among those that somebody trusts. */
public enum Voucher {
  /** A device that its maker certified. */
  DEVICE,
  /** A device that a maker of simulators certified. */
  SIMULATOR,
  /** A workstation that is registered. */
  STATION,
  /** Nobody: the maker is not trusted, or the workstation not registered. */
  NOBODY;

  /**
   * Who answers for a statement whose signature fits; certificates are looked at alone.
   *
   * @param at when they must be valid
   */
  public static Voucher of(ChipStatement statement, TrustStore trust, Instant at) {
    Optional<X509Certificate> signer;
    try {
      signer = statement.signer();
    } catch (PadException.Malformed e) {
      return NOBODY;
    }
    if (signer.isEmpty()) {
      return NOBODY;
    }
    if (statement.body().origin() == StatementBody.Origin.HOST) {
      return trust.holds(Purpose.STATION, signer.get(), at) ? STATION : NOBODY;
    }
    return ofDevice(signer.get(), trust, at);
  }

  /**
   * Who answers for what a device with a chip will state.
   *
   * @param certificate of its device key
   * @param at when it must be valid
   */
  public static Voucher ofDevice(X509Certificate certificate, TrustStore trust, Instant at) {
    ChainCheck.Result chain =
        new ChainCheck(trust).check(certificate, List.of(), Purpose.DEVICE, at);
    if (!chain.reasons().isEmpty()) {
      return NOBODY;
    }
    return chain.demo() ? SIMULATOR : DEVICE;
  }
}
