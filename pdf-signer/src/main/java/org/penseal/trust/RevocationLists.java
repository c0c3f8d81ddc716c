// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import org.penseal.refusal.FileException;
import org.penseal.signature.Octets;

/** Revocation lists in files (RFC 5280, section 5), PEM or DER. */
public final class RevocationLists {
  private static final int LARGEST_FILE_BYTES = 64 << 20;

  private RevocationLists() {}

  /**
   * Reads; whether they are genuine is seen when they are used.
   *
   * @param files each with one list in DER, or one or more in PEM
   * @return CertificateList, DER
   * @throws FileException.InputUnreadable if one cannot be read, holds no list, or is larger than
   *     64 MB
   */
  public static List<Octets> read(List<Path> files) throws FileException.InputUnreadable {
    List<Octets> lists = new ArrayList<>();
    for (Path file : files) {
      lists.addAll(read(file));
    }
    return lists;
  }

  private static List<Octets> read(Path file) throws FileException.InputUnreadable {
    try (InputStream in = Files.newInputStream(file)) {
      // Not its size: a device has none and no end.
      byte[] bytes = in.readNBytes(LARGEST_FILE_BYTES + 1);
      if (bytes.length > LARGEST_FILE_BYTES) {
        throw new FileException.InputUnreadable(file, "too large", null);
      }
      List<Octets> found = new ArrayList<>();
      for (CRL each :
          CertificateFactory.getInstance("X.509", "BC")
              .generateCRLs(new ByteArrayInputStream(bytes))) {
        found.add(Octets.of(((X509CRL) each).getEncoded()));
      }
      if (found.isEmpty()) {
        throw new FileException.InputUnreadable(file, "no revocation list in it", null);
      }
      return found;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // BouncyCastle meets bad ASN.1 with whatever exception comes first.
      throw new FileException.InputUnreadable(file, "no revocation list", e);
    }
  }
}
