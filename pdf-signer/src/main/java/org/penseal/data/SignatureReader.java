// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.ber.BerException;
import org.penseal.cms.data.SignatureForm;
import org.penseal.cms.data.SignatureMessage;
import org.penseal.cms.data.SignerCheck;
import org.penseal.cms.data.SignerFinding;
import org.penseal.file.ByteSource;
import org.penseal.file.Failures;
import org.penseal.file.InputFile;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.revocation.ValidationData;

/** Checks signatures over files of any size; trust is a further step. */
public final class SignatureReader {
  private static final int BUFFER_BYTES = 1 << 16;

  // RFC 5652, section 4 and appendix A; GB/T 35275; RFC 3161, 5083, 3274; Microsoft's Authenticode.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.7.1", "data"),
          Map.entry("1.2.840.113549.1.7.2", "signed-data"),
          Map.entry("1.2.840.113549.1.7.3", "enveloped-data"),
          Map.entry("1.2.840.113549.1.7.5", "digested-data"),
          Map.entry("1.2.840.113549.1.7.6", "encrypted-data"),
          Map.entry("1.2.840.113549.1.9.16.1.4", "timestamp-info"),
          Map.entry("1.2.840.113549.1.9.16.1.9", "compressed-data"),
          Map.entry("1.2.840.113549.1.9.16.1.23", "auth-enveloped-data"),
          Map.entry("1.2.156.10197.6.1.4.2.1", "gm-data"),
          Map.entry("1.2.156.10197.6.1.4.2.2", "gm-signed-data"),
          Map.entry("1.2.156.10197.6.1.4.2.3", "gm-enveloped-data"),
          Map.entry("1.3.6.1.4.1.311.2.1.4", "authenticode"));

  private final Hashing hashing;
  private final List<X509Certificate> further;
  private final byte @Nullable [] sm2Id;

  /** A reader with these digests, for the user ids of SM2 that are in use. */
  public SignatureReader(Hashing hashing) {
    this(hashing, List.of(), null);
  }

  /**
   * A reader.
   *
   * @param further where signers' certificates may be found that are not in the message
   * @param sm2Id the one user id of SM2 signers that counts; null for that of GM/T 0009, the empty
   *     one, and none
   */
  public SignatureReader(Hashing hashing, List<X509Certificate> further, @Nullable String sm2Id) {
    this.hashing = hashing;
    this.further = List.copyOf(further);
    this.sm2Id = sm2Id == null ? null : sm2Id.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What was found.
   *
   * @param form whose object identifiers
   * @param contentType dotted
   * @param der whether it is DER throughout
   * @param attached whether the content is inside
   * @param certificates those inside
   * @param crls the revocation lists inside, DER
   * @param signers each by itself, in the order of the message
   */
  public record Found(
      SignatureForm form,
      String contentType,
      boolean der,
      boolean attached,
      List<X509Certificate> certificates,
      List<Octets> crls,
      List<SignerFinding> signers) {
    /** Copies the lists. */
    public Found {
      crls = List.copyOf(crls);
      certificates = List.copyOf(certificates);
      signers = List.copyOf(signers);
    }

    /** Whether the content is plain data (id-data of RFC 5652, or that of GB/T 35275). */
    public boolean isData() {
      return contentTypeName().equals("data") || contentTypeName().equals("gm-data");
    }

    /** The name of the content type; {@code other} if it is none of those that are usual. */
    public String contentTypeName() {
      return NAMES.getOrDefault(contentType, "other");
    }

    /** What the message says of revocation; nothing proves since when it is there. */
    ValidationData data() {
      return new ValidationData(List.of(), List.of(), crls);
    }

    /** Whether every signature is intact. */
    public boolean intact() {
      return signers.stream().allMatch(signer -> signer.broken().isEmpty());
    }
  }

  /**
   * Checks every signer while the content is read once.
   *
   * @param content the signed file of a detached signature; null if the content is inside
   * @throws CmsException.Malformed if it is no SignedData
   * @throws CmsException.ContentMissing if it is detached and no file was given
   * @throws CmsException.ContentInside if it is attached and a file was given
   * @throws FileException.InputUnreadable if a file cannot be read
   * @throws FileException.InputChanged if the signed file changed meanwhile
   */
  public Found check(Path signature, @Nullable Path content) throws SigningException {
    try (InputFile message = InputFile.open(signature)) {
      if (content == null) {
        return check(message, null);
      }
      try (InputFile file = InputFile.open(content)) {
        Found found = check(message, file);
        file.requireUnchanged();
        return found;
      }
    }
  }

  /** The same over bytes from anywhere. */
  public Found check(ByteSource signature, @Nullable ByteSource content) throws SigningException {
    try {
      return check(signature, content, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw Failures.writing(Path.of("content"), e);
    }
  }

  /**
   * Whether the content is inside.
   *
   * @throws CmsException.Malformed if it is no SignedData
   */
  public static boolean attached(Path signature) throws SigningException {
    try (InputFile message = InputFile.open(signature)) {
      return SignatureMessage.parse(message).attached();
    } catch (IOException e) {
      throw Failures.writing(signature, e);
    }
  }

  static void requireAttached(ByteSource signature) throws SigningException, IOException {
    if (!SignatureMessage.parse(signature).attached()) {
      throw new CmsException.ContentMissing();
    }
  }

  /** The same, with a copy of the content that is not to be used before the answer is known. */
  Found check(ByteSource signature, @Nullable ByteSource content, OutputStream copy)
      throws SigningException, IOException {
    try {
      SignatureMessage message = SignatureMessage.parse(signature);
      if (message.attached() && content != null) {
        throw new CmsException.ContentInside();
      }
      if (!message.attached() && content == null) {
        throw new CmsException.ContentMissing();
      }
      List<SignerCheck> checks = message.checks(further, sm2Id, hashing);
      try (InputStream in = content == null ? message.content().orElseThrow() : content.stream()) {
        feed(in, checks, copy);
      }
      return new Found(
          message.form(),
          message.contentType(),
          message.der(),
          message.attached(),
          message.certificates(),
          message.crls(),
          checks.stream().map(SignerCheck::finish).toList());
    } catch (BerException | RuntimeException e) {
      // BouncyCastle looks at some parts only when they are asked for, and throws unchecked
      // exceptions of many kinds.
      throw new CmsException.Malformed("signature", e);
    }
  }

  private static void feed(InputStream in, List<SignerCheck> checks, OutputStream copy)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int count;
    while ((count = in.read(buffer)) >= 0) {
      for (SignerCheck check : checks) {
        check.update(buffer, 0, count);
      }
      copy.write(buffer, 0, count);
    }
  }
}
