// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;

/** What verification asks of the workplace; on any thread. */
public interface InspectDesk {
  /**
   * Trusts a certificate for a purpose from now on.
   *
   * @throws SigningException if that cannot be written down
   */
  void trust(Purpose purpose, X509Certificate root) throws SigningException;

  /** The manifest of a case, if the case is in this workplace's archive and has one. */
  Optional<byte[]> manifest(String caseId) throws StoreException;

  /**
   * The share of a case's handwriting, if the case is in this workplace's archive; the archive's
   * log notes that it was asked for.
   *
   * @param escrow certificate of the key that opens the other seal
   */
  Optional<byte[]> share(String caseId, X509Certificate escrow) throws StoreException;
}
