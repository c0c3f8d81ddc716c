// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignerChecks;
import org.penseal.pdf.judge.Judgement;
import org.penseal.pdf.judge.SignatureJudge;
import org.penseal.pdf.judge.VerificationContext;
import org.penseal.pdf.verify.RangeDigests.Wanted;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.trust.Timestamp;

/** Judges the message of one signature or document timestamp over the digest of its range. */
record MessageJudge(SignatureJudge judge) {
  /** What is to be said of it; what cannot be read is broken. */
  Judgement of(FoundSignature found, RangeDigests digests, VerificationContext setting) {
    CmsSignature cms = found.message();
    if (found.contents() == null || found.range() == null) {
      return Judgement.broken("contents-missing");
    }
    try {
      if (found.restsOnSha1()) {
        return Judgement.broken("unsupported-algorithm");
      }
      if (cms == null) {
        return Judgement.broken("cms-not-parsable");
      }
      if (found.isDocumentTimestamp()) {
        Timestamp timestamp = Timestamp.parse(cms.der());
        String algorithm = timestamp.imprintDigest();
        if (algorithm.isEmpty()) {
          return Judgement.broken("timestamp-digest-unsupported");
        }
        Wanted wanted = Wanted.of(algorithm, found.range());
        Octets digest = digests.of(wanted);
        return digest == null
            ? Judgement.broken(digests.whyNot(wanted))
            : judge.documentTimestamp(timestamp, digest, setting);
      }
      Wanted wanted = Wanted.of(digestName(cms.digestOid()), found.range());
      Octets digest = digests.of(wanted);
      return digest == null
          ? Judgement.broken(digests.whyNot(wanted))
          : judge.signature(cms, digest, found.form(), setting);
    } catch (SigningException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // BouncyCastle looks at some parts of a message only when they are asked for.
      return Judgement.broken("cms-not-parsable");
    }
  }

  // A digest that is none of those known is refused with the signature; any will do until then.
  static String digestName(String oid) {
    return SignerChecks.digestName(oid).orElse("SHA-256");
  }

  /** For reports: the name of a digest, or its OID if it is none that is known. */
  static String digestWord(String oid) {
    return SignerChecks.digestName(oid).orElse(oid);
  }
}
