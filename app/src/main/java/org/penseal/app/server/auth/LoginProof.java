// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.penseal.app.server.refusal.ServeException.LoginRefused;
import org.penseal.app.server.refusal.ServeException.LoginRefused.Ground;
import org.penseal.key.ValueProof;
import org.penseal.pdf.Report;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.ProvenData;
import org.penseal.trust.revocation.ValidationData;

/** Whether a signature and a certificate prove a user's identity. May be shared between threads. */
final class LoginProof {
  private final Optional<Path> registered;
  private final TrustStore store;
  private final PathJudge.Sources sources;
  private final boolean requireRevocation;
  private final KnownPaths known = new KnownPaths();

  /**
   * @param registered folder of the certificates of registered keys, each in {@code NAME.pem}
   * @param store roots for {@link Purpose#LOGIN}
   */
  LoginProof(
      Optional<Path> registered,
      TrustStore store,
      PathJudge.Sources sources,
      boolean requireRevocation) {
    this.registered = registered;
    this.store = store;
    this.sources = sources;
    this.requireRevocation = requireRevocation;
  }

  /** The certificate of a registered key; its validity counts, its issuer does not. */
  X509Certificate registered(String name, Instant now) throws LoginRefused {
    // A name of ours and nothing else: no path leads out of the folder.
    if (registered.isEmpty() || !name.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
      throw new LoginRefused(Ground.KEY);
    }
    Path file = registered.get().resolve(name + ".pem");
    if (!Files.isRegularFile(file)) {
      throw new LoginRefused(Ground.KEY);
    }
    try {
      X509Certificate found = TrustStore.load(List.of(file)).anchors(Purpose.SIGNER).getFirst();
      requireUse(found);
      requireValid(found, now);
      return found;
    } catch (SigningException e) {
      throw new LoginRefused(Ground.KEY);
    }
  }

  private static void requireValid(X509Certificate certificate, Instant now) throws LoginRefused {
    if (now.isBefore(certificate.getNotBefore().toInstant())
        || now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new LoginRefused(Ground.CERTIFICATE);
    }
  }

  // A key that signs documents is not for logins, registered or not.
  private static void requireUse(X509Certificate certificate) throws LoginRefused {
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && (!usage[0] || usage[1])) {
      throw new LoginRefused(Ground.CERTIFICATE);
    }
  }

  /**
   * Whether a chain was found good a moment ago, so that only the signature is left to be verified.
   *
   * @param sent the leaf first
   */
  boolean knows(List<X509Certificate> sent, Instant now) {
    return !sources.asked() && known.has(sent, now);
  }

  /**
   * Path, purpose and revocation of a certificate.
   *
   * @param sent the certificate, then others in which issuers may be
   */
  void requireTrusted(List<X509Certificate> sent, Instant now) throws LoginRefused {
    if (knows(sent, now)) {
      return;
    }
    X509Certificate leaf = sent.getFirst();
    List<X509Certificate> issuers = sent.subList(1, sent.size());
    if (!CertificateFacts.readable(leaf)) {
      throw new LoginRefused(Ground.CERTIFICATE);
    }
    requireUse(leaf);
    // Each time a new one: it never asks again who was silent once.
    PathJudge.Result result =
        new PathJudge(store, sources)
            .judge(
                new PathJudge.Question(leaf, issuers, Purpose.LOGIN, now, now, now),
                ProvenData.unprotected(ValidationData.NONE, now));
    if (result.status() == Report.Chain.REVOKED) {
      throw new LoginRefused(Ground.REVOCATION);
    }
    if (result.status() != Report.Chain.TRUSTED) {
      throw new LoginRefused(Ground.CERTIFICATE);
    }
    boolean told =
        Report.Revocation.of(result.reasons(), result.status()) == Report.Revocation.CHECKED;
    if (requireRevocation && !told) {
      throw new LoginRefused(Ground.REVOCATION);
    }
    if (!sources.asked()) {
      known.add(sent, result.path(), now);
    }
  }

  /** The signature; how it is verified comes from the key alone, never from who sends it. */
  static void requireSignature(X509Certificate certificate, byte[] text, byte[] value)
      throws LoginRefused {
    try {
      Suite suite = Suite.of(certificate.getPublicKey());
      ValueProof proof = ValueProof.begin(certificate.getPublicKey(), suite, Suite.DEFAULT_SM2_ID);
      proof.update(text, 0, text.length);
      proof.require(value);
    } catch (SigningException | RuntimeException e) {
      throw new LoginRefused(Ground.SIGNATURE);
    }
  }
}
