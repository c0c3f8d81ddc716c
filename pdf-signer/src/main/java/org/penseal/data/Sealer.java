// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.penseal.cms.envelope.EnvelopeForm;
import org.penseal.cms.envelope.EnvelopeMessage;
import org.penseal.cms.envelope.EnvelopeWriter;
import org.penseal.cms.envelope.Opener;
import org.penseal.cms.envelope.Recipient;
import org.penseal.file.Draft;
import org.penseal.file.Failures;
import org.penseal.file.InputFile;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

/** Seals and opens files of any size in the memory of a small one. */
public final class Sealer {
  private final SecureRandom random;
  private final Clock clock;

  /** A sealer; the clock says which recipients' certificates are valid. */
  public Sealer(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /**
   * Seals.
   *
   * @param in a regular file
   * @param recipients 1 to {@link Recipient#MOST}; only certificates in the form of GB/T 35275
   * @param out the message in DER; an older file is replaced when all has gone well
   * @return the message's length in bytes
   * @throws CredentialException.NotForSealing if a certificate has no SM2 key, a key usage without
   *     encryption, or is not valid now
   * @throws CmsException.ContentTooLong if the file is longer than SM4-GCM allows (64 GiB)
   * @throws FileException.InputChanged if the file changed while it was read
   * @throws FileException.OutputNotWritable also if it is the input
   */
  public long seal(Path in, EnvelopeForm form, List<Recipient> recipients, Path out)
      throws SigningException {
    for (Recipient recipient : recipients) {
      if (recipient instanceof Recipient.Certified certified) {
        require(certified.certificate());
      }
    }
    EnvelopeWriter writer = new EnvelopeWriter(form, recipients, random);
    try (InputFile file = InputFile.open(in)) {
      requireApart(in, out);
      try (Draft draft = Draft.of(out)) {
        draft.write(target -> writer.write(file, target));
        file.requireUnchanged();
        return draft.publish();
      }
    } catch (IOException e) {
      throw Failures.writing(out, e);
    }
  }

  private static void requireApart(Path in, Path out) throws SigningException, IOException {
    if (Files.exists(out) && Files.isSameFile(in, out)) {
      throw new FileException.OutputIsInput(out);
    }
  }

  private void require(X509Certificate certificate) throws SigningException {
    String subject = certificate.getSubjectX500Principal().getName();
    if (!isSm2(certificate)) {
      throw new CredentialException.NotForSealing(
          subject, CredentialException.NotForSealing.Why.KEY);
    }
    // keyEncipherment, dataEncipherment, keyAgreement (RFC 5280, section 4.2.1.3)
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[2] && !usage[3] && !usage[4]) {
      throw new CredentialException.NotForSealing(
          subject, CredentialException.NotForSealing.Why.USAGE);
    }
    Instant now = clock.instant();
    if (now.isBefore(certificate.getNotBefore().toInstant())
        || now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new CredentialException.NotForSealing(
          subject, CredentialException.NotForSealing.Why.VALIDITY);
    }
  }

  private static boolean isSm2(X509Certificate certificate) {
    try {
      return Suite.of(certificate.getPublicKey()) == Suite.SM2_SM3;
    } catch (SigningException e) {
      return false;
    }
  }

  /**
   * What was opened.
   *
   * @param form its form, which says whether an altered content would have been noticed
   * @param recipients how many could open it
   * @param bytes the content's length
   */
  public record Opened(EnvelopeForm form, int recipients, long bytes) {}

  /**
   * Opens; the content takes the place of {@code out} only after its tag was checked, or, in a form
   * that has none, after the last byte.
   *
   * @param out readable by its owner only, where the file system knows owners
   * @throws CmsException.Malformed if the file is no envelope
   * @throws CmsException.SealBroken as {@link EnvelopeMessage#open}
   * @throws FileException.OutputNotWritable also if it is the input
   * @throws FileException.NoRoom if the disk is full
   */
  public Opened open(Path in, Opener opener, Path out) throws SigningException {
    try (InputFile file = InputFile.open(in)) {
      requireApart(in, out);
      EnvelopeMessage message = EnvelopeMessage.parse(file);
      AtomicLong bytes = new AtomicLong();
      try (Draft draft = Draft.forOwner(out)) {
        draft.write(target -> bytes.set(message.open(opener, target)));
        draft.publish();
      }
      return new Opened(message.form(), message.recipients(), bytes.get());
    } catch (IOException e) {
      throw Failures.writing(out, e);
    }
  }
}
