// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.OptionalLong;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.cms.SigningCertificate;
import org.penseal.cms.ber.DerNode;
import org.penseal.cms.data.AttributesAsContent;
import org.penseal.cms.data.SignatureForm;
import org.penseal.cms.data.SignedDataTree;
import org.penseal.file.ByteSource;
import org.penseal.file.Draft;
import org.penseal.file.Failures;
import org.penseal.file.InputFile;
import org.penseal.file.Keeping;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/** Signs files of any size in the memory of a small one. May be shared between threads. */
public final class DataSigner {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Hashing hashing;
  private final Clock clock;
  private final Keeping keeping;

  /** A signer whose claimed time is that of this clock. */
  public DataSigner(Hashing hashing, Clock clock) {
    this(hashing, clock, Keeping.DURABLE);
  }

  /** The same; says what becomes of the messages. */
  public DataSigner(Hashing hashing, Clock clock, Keeping keeping) {
    this.hashing = hashing;
    this.clock = clock;
    this.keeping = keeping;
  }

  /**
   * Signs.
   *
   * @param in a regular file
   * @param out the message in DER; an older file is replaced when all has gone well
   * @return the message's length in bytes
   * @throws CredentialException.UnfitKey if the GM form is asked of a key that is not SM2, or the
   *     key does not sign in its suite
   * @throws CredentialException.NotForSigning if the certificate's key usage forbids it
   * @throws CredentialException.NotValidAt if the certificate is not valid now
   * @throws CmsException.AttributesAsContent if the value would be over the file itself, and that
   *     is a set of signed attributes
   * @throws FileException.InputChanged if the file changed while it was read
   * @throws FileException.OutputNotWritable also if it is the input
   */
  public long sign(Path in, SigningKey.Streaming key, SigningPlan plan, Path out)
      throws SigningException {
    Suite suite = key.suite();
    requireFit(key, plan);
    try (InputFile file = InputFile.open(in)) {
      if (Files.exists(out) && Files.isSameFile(in, out)) {
        throw new FileException.OutputIsInput(out);
      }
      MessageDigest first = hashing.start(suite.digest(), file.length());
      CmsSignature signature = signature(file, key, plan, first);
      byte[] digest = plan.attributes() ? new byte[0] : first.digest();
      if (plan.attributes()) {
        digest = signature.messageDigest().map(Octets::bytes).orElse(digest);
      }
      file.requireUnchanged();
      DerNode message = message(file, signature, suite, plan);
      return write(
          file,
          message,
          hashing.start(suite.digest(), file.length()),
          digest,
          plan.attached(),
          out);
    } catch (IOException e) {
      throw Failures.writing(out, e);
    }
  }

  /**
   * Signs a content in memory.
   *
   * @return the message in DER
   * @throws SigningException as {@link #sign(Path, SigningKey.Streaming, SigningPlan, Path)}
   */
  public byte[] sign(byte[] content, SigningKey.Streaming key, SigningPlan plan)
      throws SigningException {
    requireFit(key, plan);
    Suite suite = key.suite();
    ByteSource source = ByteSource.of(content);
    try {
      CmsSignature signature =
          signature(source, key, plan, hashing.start(suite.digest(), content.length));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      message(source, signature, suite, plan).write(out, target -> target.write(content));
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory can be read and written", e);
    }
  }

  private void requireFit(SigningKey key, SigningPlan plan) throws SigningException {
    Suite suite = key.suite();
    SigningCertificate.require(key.chain().getFirst(), suite, clock.instant());
    if (plan.form() == SignatureForm.GM && suite != Suite.SM2_SM3) {
      throw new CredentialException.UnfitKey(
          CredentialException.UnfitKey.Why.PROFILE, suite.key(), 0);
    }
  }

  private static DerNode message(
      ByteSource source, CmsSignature signature, Suite suite, SigningPlan plan) throws IOException {
    OptionalLong content =
        plan.attached() ? OptionalLong.of(source.length()) : OptionalLong.empty();
    return SignedDataTree.of(signature, suite, plan.form(), plan.attributes(), content);
  }

  private CmsSignature signature(
      ByteSource source, SigningKey.Streaming key, SigningPlan plan, MessageDigest digest)
      throws SigningException, IOException {
    if (!plan.attributes() && AttributesAsContent.is(source)) {
      throw new CmsException.AttributesAsContent();
    }
    byte[] value;
    SignedAttributes attributes;
    try (InputStream in = new DigestInputStream(source.stream(), digest)) {
      if (plan.attributes()) {
        in.transferTo(OutputStream.nullOutputStream());
        Octets found = Octets.of(digest.digest());
        attributes = attributes(key, plan, found);
        value = key.sign(attributes.der().bytes());
      } else {
        value = key.sign(in);
        // Only carries the algorithms; the attributes do not go into the message.
        Octets none = Octets.of(new byte[digest.getDigestLength()]);
        attributes = attributes(key, plan, none);
      }
    }
    CmsSignature signature = CmsSignature.assemble(attributes, value, key.chain());
    return plan.tsa() == null
        ? signature
        : signature.withTimestamp(
            plan.tsa().stamp(signature.signatureValue(), key.suite().digest()).der());
  }

  private SignedAttributes attributes(SigningKey.Streaming key, SigningPlan plan, Octets digest)
      throws SigningException {
    return SignedAttributes.forFile(
        plan.form().data(), key.suite(), digest, key.chain().getFirst(), clock.instant(), hashing);
  }

  private long write(
      InputFile file,
      DerNode message,
      MessageDigest again,
      byte[] digest,
      boolean attached,
      Path out)
      throws SigningException {
    try (Draft draft = Draft.of(out)) {
      draft.write(target -> message.write(target, to -> copy(file, again, to)));
      file.requireUnchanged();
      if (attached && !Arrays.equals(again.digest(), digest)) {
        throw new FileException.InputChanged(file.path(), null);
      }
      return draft.publish(keeping);
    }
  }

  private static void copy(InputFile file, MessageDigest digest, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long position = 0;
    // Exactly the length that stands in the header, even if the file has grown.
    while (position < file.length()) {
      int wanted = (int) Math.min(buffer.length, file.length() - position);
      int count = file.read(position, buffer, 0, wanted);
      if (count <= 0) {
        return; // shorter now: found by the check that follows
      }
      digest.update(buffer, 0, count);
      out.write(buffer, 0, count);
      position += count;
    }
  }
}
