// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;
import org.penseal.pad.protocol.PenReport;

/**
 * SM3 over the pen reports of some ink: each sample as the eleven bytes of report 34, one after the
 * other. For ink that lost nothing it equals the digest in the chip's statement.
 *
 * <p>Needs the BouncyCastle provider registered.
 */
public final class InkDigest {
  private InkDigest() {}

  /** The digest, 32 bytes. */
  public static byte[] sm3(Ink ink) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SM3");
      for (PenSample sample : ink.samples()) {
        digest.update(PenReport.encode(sample));
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SM3: the BouncyCastle provider is not registered", e);
    }
  }
}
