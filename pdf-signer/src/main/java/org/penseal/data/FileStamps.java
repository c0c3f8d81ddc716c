// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.penseal.file.Draft;
import org.penseal.file.Failures;
import org.penseal.file.InputFile;
import org.penseal.pdf.Report;
import org.penseal.pdf.judge.StampJudge;
import org.penseal.pdf.judge.VerificationContext;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;

/**
 * Timestamps (RFC 3161) over files of any size. The token and the file together prove that the file
 * existed at the token's time.
 */
public final class FileStamps {
  private static final int LARGEST_TOKEN_BYTES = 1 << 20;
  private static final Set<String> BROKEN =
      Set.of("timestamp-imprint-mismatch", "timestamp-signature-mismatch");

  private final Hashing hashing;

  /** Time-stamps with these digests. */
  public FileStamps(Hashing hashing) {
    this.hashing = hashing;
  }

  /**
   * Has a file stamped.
   *
   * @param digest JCA name: SM3, SHA-256, SHA-384, SHA-512
   * @param out the TimeStampToken in DER; an older file is replaced when all has gone well
   * @return the token, of which imprint, nonce and signature have been checked
   * @throws ServiceException.TsaUnreachable if no authority answers
   * @throws ServiceException.TsaRefused if none answers well
   * @throws FileException.InputChanged if the file changed while it was read
   * @throws FileException.OutputNotWritable also if it is the input
   */
  public Timestamp stamp(Path in, String digest, TimestampClient client, Path out)
      throws SigningException {
    try (Draft draft = begin(in, out)) {
      Timestamp timestamp = client.ask(digest(in, digest), digest).timestamp();
      draft.write(target -> target.write(timestamp.der().bytes()));
      draft.publish();
      return timestamp;
    }
  }

  // Before the authority is asked: its stamps may cost.
  private static Draft begin(Path in, Path out) throws SigningException {
    try {
      if (Files.exists(out) && Files.exists(in) && Files.isSameFile(in, out)) {
        throw new FileException.OutputIsInput(out);
      }
      return Draft.of(out);
    } catch (IOException e) {
      throw Failures.writing(out, e);
    }
  }

  private Octets digest(Path in, String name) throws SigningException {
    try (InputFile file = InputFile.open(in)) {
      MessageDigest digest = hashing.start(name);
      try (InputStream stream = new DigestInputStream(file.stream(), digest)) {
        stream.transferTo(OutputStream.nullOutputStream());
      }
      file.requireUnchanged();
      return Octets.of(digest.digest());
    } catch (IOException e) {
      throw new FileException.InputUnreadable(in, "cannot be read", e);
    }
  }

  /**
   * Verifies a token, or a whole answer of an authority, over a file.
   *
   * @param token TimeStampToken or TimeStampResp, DER or BER
   * @param store whose TSA roots are believed, at the time of the stamp
   * @param now the time of verification: an authority whose certificate has ended by then could
   *     have stamped anything, unless something newer protects the token
   * @throws CmsException.Malformed if it is neither
   * @throws FileException.InputUnreadable if a file cannot be read
   * @throws FileException.InputChanged if the file changed meanwhile
   */
  public StampReport verify(Path token, Path content, TrustStore store, Instant now)
      throws SigningException {
    Timestamp timestamp = read(token);
    String name = timestamp.imprintDigest();
    List<String> found =
        name.isEmpty()
            ? List.of("timestamp-digest-unsupported")
            : timestamp.checkDigest(digest(content, name));
    StampJudge.Finding judged =
        new StampJudge(new PathJudge(store))
            .judge(
                timestamp,
                found,
                Report.TimeKind.DOCUMENT_TIMESTAMP,
                VerificationContext.alone(now));
    boolean broken = found.stream().anyMatch(BROKEN::contains);
    Report.Verdict verdict = Report.Verdict.INDETERMINATE;
    if (broken || judged.chain() == Report.Chain.REVOKED) {
      verdict = Report.Verdict.INVALID;
    } else if (judged.time().ok()) {
      verdict = Report.Verdict.VALID;
    }
    return new StampReport(
        verdict,
        judged.time(),
        name.isEmpty() ? timestamp.imprintOid() : name,
        timestamp.policy(),
        timestamp.serialNumber().toString(),
        judged.chain(),
        judged.path(),
        judged.demo(),
        judged.reasons());
  }

  private static Timestamp read(Path token) throws SigningException {
    Octets bytes = bytes(token);
    try {
      return Timestamp.parse(bytes);
    } catch (CmsException.WrongCms e) {
      try {
        return Timestamp.ofResponse(bytes);
      } catch (CmsException.WrongCms again) {
        again.addSuppressed(e);
        throw new CmsException.Malformed("timestamp", again);
      }
    }
  }

  private static Octets bytes(Path token) throws SigningException {
    try (InputFile file = InputFile.open(token);
        InputStream in = file.stream()) {
      byte[] bytes = in.readNBytes(LARGEST_TOKEN_BYTES + 1);
      if (bytes.length > LARGEST_TOKEN_BYTES) {
        throw new CmsException.Malformed("timestamp", null);
      }
      return Octets.of(bytes);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(token, "cannot be read", e);
    }
  }
}
