// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.penseal.trust.TestChain;

/**
 * A root, a server and a client with two certificates each, made once for all tests.
 *
 * @param root of both
 * @param server for localhost and 127.0.0.1
 * @param client its name is Station 7
 */
record Parties(X509Certificate root, TlcpIdentity server, TlcpIdentity client) {
  static final TestChain.Extra LOCALHOST =
      builder ->
          builder.addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(
                  new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                  }));

  static final Parties SM2 = make();

  private static Parties make() {
    try {
      TestChain.Party ca = TestChain.party("TLCP root", "SM2");
      X509Certificate root = TestChain.ca(ca, ca);
      return new Parties(
          root, issued(ca, root, "server", LOCALHOST), issued(ca, root, "Station 7"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** An identity of a root. */
  static TlcpIdentity issued(
      TestChain.Party ca, X509Certificate root, String name, TestChain.Extra... extras)
      throws Exception {
    TestChain.Party signing = TestChain.party(name, "SM2");
    TestChain.Party encryption = TestChain.party(name, "SM2");
    return TlcpIdentity.of(
        signing.key().getPrivate(),
        List.of(TestChain.leaf(ca, signing, extras), root),
        encryption.key().getPrivate(),
        TestChain.leaf(
            KeyUsage.keyEncipherment | KeyUsage.dataEncipherment, ca, encryption, extras));
  }

  /** Believes what the root has issued. */
  PeerCheck check() {
    return shown -> {
      try {
        shown.signing().verify(root.getPublicKey(), "BC");
        if (shown.encryption().isPresent()) {
          shown.encryption().get().verify(root.getPublicKey(), "BC");
        }
      } catch (java.security.GeneralSecurityException e) {
        throw new CertificateException(e);
      }
    };
  }

  /** Asks clients for certificates of the root. */
  Optional<TlcpServer.Clients> asking() {
    return Optional.of(new TlcpServer.Clients(check(), List.of(root), true));
  }
}
