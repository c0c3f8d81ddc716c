// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.nio.file.Path;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/**
 * The two things that together open sealed ink.
 *
 * @param escrow the escrow key with its certificate
 * @param share the case's share, 32 bytes
 */
public record InkKeys(Pkcs12File escrow, byte[] share) {

  /** Reads both from files. */
  public static InkKeys read(Path escrow, char[] password, Path share) throws SigningException {
    try {
      return new InkKeys(
          Pkcs12File.read(escrow, password), java.nio.file.Files.readAllBytes(share));
    } catch (java.io.IOException e) {
      throw new FileException.InputUnreadable(share, "share", e);
    }
  }
}
