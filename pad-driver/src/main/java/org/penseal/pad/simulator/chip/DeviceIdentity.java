// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.util.Optional;
import org.penseal.pad.PadModel;

/**
 * Who a simulated device is.
 *
 * @param model catalogue entry
 * @param serialNumber factory id, as in its certificate
 * @param firmware version, e.g. {@code 1.00}
 * @param key its device key
 * @param certificate DER of its certificate
 * @param link key and certificate of its secure link, if it has one
 */
// Inside of the simulated chip only, which copies it out.
@SuppressWarnings("ArrayRecordComponent")
record DeviceIdentity(
    PadModel model,
    String serialNumber,
    String firmware,
    PrivateKey key,
    byte[] certificate,
    Optional<Link> link) {

  /** A device without a secure link. */
  DeviceIdentity(
      PadModel model, String serialNumber, String firmware, PrivateKey key, byte[] certificate) {
    this(model, serialNumber, firmware, key, certificate, Optional.empty());
  }

  /**
   * What a device secures its link with.
   *
   * @param key private key
   * @param certificate DER of the certificate for it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Link(BigInteger key, byte[] certificate) {}
}
