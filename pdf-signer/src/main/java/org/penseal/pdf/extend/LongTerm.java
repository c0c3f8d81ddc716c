// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.extend;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.file.InputFile;
import org.penseal.pdf.Report;
import org.penseal.pdf.sign.PdfExtender;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Level;
import org.penseal.signature.Suite;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.RevocationClient;
import org.penseal.trust.revocation.ValidationCollector;
import org.penseal.trust.revocation.ValidationData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extends signed PDF files to PAdES B-LT and B-LTA, and renews archive time-stamps (ETSI EN 319
 * 142-1, section 6): the file is verified, the data for every chain in it is gathered, and both
 * data and time-stamp are appended in one revision. May be shared between threads.
 */
public final class LongTerm {
  private static final Logger LOG = LoggerFactory.getLogger(LongTerm.class);

  // Serial number and time of a token of the same TSA vary by some bytes.
  private static final int TOKEN_VARIATION_BYTES = 160;

  private final TrustStore store;
  private final ValidationCollector collector;
  private final TimestampClient tsa;
  private final Hashing hashing;
  private final Clock clock;

  /**
   * @param store roots; nobody is asked about a chain that ends in none of them
   * @param client asks for revocation
   * @param tsa stamps the document
   * @param clock the time of verification
   */
  public LongTerm(
      TrustStore store,
      RevocationClient client,
      TimestampClient tsa,
      Hashing hashing,
      Clock clock) {
    this.store = store;
    this.collector = new ValidationCollector(store, client);
    this.tsa = tsa;
    this.hashing = hashing;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param bytes length of the output
   * @param stampedBy common name of the TSA of the document time-stamp; empty without one
   */
  public record Outcome(long bytes, String stampedBy) {}

  /**
   * Extends.
   *
   * <p>For B-LT a document time-stamp is added only if a signature has no good time of its own.
   *
   * @param input a signed PDF; never modified
   * @param password user or owner password, or null
   * @param level LT or LTA
   * @param output replaced if it exists
   * @throws DocumentException.NotSigned if there is nothing to extend
   * @throws DocumentException.SignatureBroken if a signature is broken, or followed by a change
   *     that is not allowed
   * @throws CredentialException.Revoked if a certificate was revoked when it was used
   * @throws CredentialException.ChainRefused if a chain cannot be built or breaks a rule
   * @throws CredentialException.NotValidAt if a certificate was not valid when it was used
   * @throws ServiceException.RevocationUnavailable if nobody says whether one was revoked
   * @throws SigningException for everything else that input, output or a TSA can be refused for
   */
  public Outcome extend(Path input, @Nullable String password, Level level, Path output)
      throws SigningException {
    // Open before it is verified: what is extended must be what was verified.
    try (InputFile source = InputFile.open(input)) {
      return extend(source, password, level, output);
    }
  }

  private Outcome extend(InputFile source, @Nullable String password, Level level, Path output)
      throws SigningException {
    Path input = source.path();
    PdfVerifier.Examined examined =
        new PdfVerifier(store, hashing).examine(input, password, clock.instant());
    requireSound(input, examined.report());
    ValidationData data = examined.data();
    for (PathJudge.Question each : examined.questions()) {
      data = collector.collect(each, data);
    }
    if (level != Level.LTA && examined.timed()) {
      return new Outcome(new PdfExtender(hashing).extend(source, password, data, null, output), "");
    }
    String digest = digest(examined.report());
    TimestampClient.Health health = tsa.probe(digest);
    data = collector.collect(question(health.first()), data);
    int container = health.largestTokenBytes() + TOKEN_VARIATION_BYTES;
    try {
      return stamped(source, password, data, new Size(digest, container), output);
    } catch (CmsException.ContainerTooSmall e) {
      // A TSA that did not answer before has answered now, with larger tokens.
      Size larger = new Size(digest, e.neededBytes + TOKEN_VARIATION_BYTES);
      return stamped(source, password, data, larger, output);
    }
  }

  /**
   * Refuses what could not be extended, before anything is signed: gathers the data for a signer
   * and for the time-stamping authority.
   *
   * @param chain the signer's certificate first
   * @throws SigningException as {@link #extend}
   */
  public void rehearse(Collection<X509Certificate> chain) throws SigningException {
    Instant now = clock.instant();
    Optional<X509Certificate> signer = chain.stream().findFirst();
    String digest = Suite.SM2_SM3.digest();
    ValidationData data = ValidationData.NONE;
    if (signer.isPresent()) {
      digest = Suite.of(signer.get().getPublicKey()).digest();
      PathJudge.Question own =
          new PathJudge.Question(signer.get(), chain, Purpose.SIGNER, now, now, now);
      data = collector.collect(own, data);
    }
    ValidationData all = collector.collect(question(tsa.probe(digest).first()), data);
    LOG.debug("{} answers gathered in advance", all.ocsps().size() + all.crls().size());
  }

  private record Size(String digest, int containerBytes) {}

  private Outcome stamped(
      InputFile source, @Nullable String password, ValidationData data, Size size, Path output)
      throws SigningException {
    String[] by = {""};
    PdfExtender.Stamping stamping =
        new PdfExtender.Stamping(
            size.digest,
            size.containerBytes,
            digest -> {
              Timestamp token = tsa.ask(digest, size.digest).timestamp();
              by[0] = token.name();
              return token.der();
            });
    long bytes = new PdfExtender(hashing).extend(source, password, data, stamping, output);
    return new Outcome(bytes, by[0]);
  }

  private static void requireSound(Path input, Report report) throws SigningException {
    if (report.signatures().isEmpty()) {
      throw new DocumentException.NotSigned(input);
    }
    for (Report.Signed each : report.signatures()) {
      if (!each.intact() || !each.changes().allowed()) {
        throw new DocumentException.SignatureBroken(each.field(), each.reasons());
      }
    }
  }

  // An SM2 signature stays within the national algorithms; others are stamped so that every reader
  // of PDF understands it.
  private static String digest(Report report) {
    boolean national =
        report.signatures().stream().anyMatch(each -> each.algorithm().equals("SM2"));
    return national ? "SM3" : "SHA-256";
  }

  private static PathJudge.Question question(Timestamp token) throws SigningException {
    X509Certificate tsa = token.tsa();
    if (tsa == null) {
      throw new CmsException.WrongCms(CmsException.WrongCms.Why.TIMESTAMP_NO_CERTIFICATE, null);
    }
    Instant at = token.time();
    return new PathJudge.Question(tsa, token.certificates(), Purpose.TSA, at, at, at);
  }
}
