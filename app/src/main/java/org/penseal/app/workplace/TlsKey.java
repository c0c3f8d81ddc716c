// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.key.Pkcs12File;
import org.penseal.key.Pkcs12Pair;
import org.penseal.refusal.SigningException;
import org.penseal.trust.tls.TlsIdentity;

/** What services are shown that ask for a client certificate. */
public final class TlsKey {
  private TlsKey() {}

  /**
   * Of a PKCS #12 file with one key, or with the two of TLCP, or of two files.
   *
   * @param file with the key for signatures
   * @param encryption with the key for encryption, under the same password; null if there is none,
   *     or the other file has it
   * @throws SigningException if one cannot be read, or of two files one is for another use
   */
  public static TlsIdentity read(Path file, @Nullable Path encryption, char[] password)
      throws SigningException {
    Pkcs12Pair pair =
        encryption == null
            ? Pkcs12Pair.read(file, password)
            : Pkcs12Pair.of(Pkcs12File.read(file, password), Pkcs12File.read(encryption, password));
    List<X509Certificate> chain = pair.signing().chain();
    if (pair.encryption().isEmpty()) {
      return new TlsIdentity(pair.signing().key(), chain);
    }
    Pkcs12File other = pair.encryption().get();
    return new TlsIdentity(
        pair.signing().key(),
        chain,
        new TlsIdentity.Encryption(other.key(), other.chain().getFirst()));
  }
}
