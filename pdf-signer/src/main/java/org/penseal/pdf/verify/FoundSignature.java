// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.CmsForm;
import org.penseal.cms.CmsSignature;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.Report;
import org.penseal.pdf.cos.SecurityStore;
import org.penseal.pdf.judge.Judgement;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Timestamp;

/**
 * A signature dictionary as it stands in the file.
 *
 * @param field fully qualified name of its field
 * @param holder its field
 * @param dictionary the value of the field
 * @param key the dictionary's object, or null if it is direct
 * @param range the byte range, or null if it has not the one form that is allowed
 * @param contents the value of /Contents, or null
 * @param message what /Contents holds, or null if that is no CMS
 */
record FoundSignature(
    String field,
    COSDictionary holder,
    COSDictionary dictionary,
    @Nullable COSObjectKey key,
    @Nullable ByteRange range,
    @Nullable Octets contents,
    @Nullable CmsSignature message) {

  static List<FoundSignature> in(PDDocument document) {
    List<FoundSignature> found = new ArrayList<>();
    for (PDSignatureField field : document.getSignatureFields()) {
      if (field.getCOSObject().getDictionaryObject(COSName.V) instanceof COSDictionary value) {
        COSObjectKey key =
            field.getCOSObject().getItem(COSName.V) instanceof COSObject reference
                ? reference.getKey()
                : null;
        Octets contents =
            value.getDictionaryObject(COSName.CONTENTS) instanceof COSString text
                ? Octets.of(text.getBytes())
                : null;
        found.add(
            new FoundSignature(
                field.getFullyQualifiedName(),
                field.getCOSObject(),
                value,
                key,
                range(value),
                contents,
                contents == null ? null : message(contents)));
      }
    }
    return found;
  }

  private static @Nullable CmsSignature message(Octets contents) {
    try {
      return CmsSignature.parse(contents.bytes());
    } catch (SigningException | RuntimeException | StackOverflowError e) {
      return null;
    }
  }

  private static @Nullable ByteRange range(COSDictionary value) {
    COSArray array = value.getCOSArray(COSName.BYTERANGE);
    if (array == null || array.size() != 4) {
      return null;
    }
    long[] numbers = new long[4];
    for (int i = 0; i < 4; i++) {
      if (!(array.getObject(i) instanceof COSNumber number)) {
        return null;
      }
      numbers[i] = number.longValue();
      if (numbers[i] < 0) {
        return null;
      }
    }
    if (numbers[0] != 0) {
      return null;
    }
    try {
      return new ByteRange(numbers[1], numbers[2], Math.addExact(numbers[2], numbers[3]));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return null;
    }
  }

  String subFilter() {
    String name = dictionary.getNameAsString(COSName.SUB_FILTER);
    return name == null ? "" : name;
  }

  /** The claimed time, or null. */
  @Nullable Instant signedAt() {
    var date = new PDSignature(dictionary).getSignDate();
    return date == null ? null : date.toInstant();
  }

  /** The name of its digest, or the OID of one that is not known; empty without a message. */
  String digest() {
    return message == null ? "" : MessageJudge.digestWord(message.digestOid());
  }

  /** By which rules the message in /Contents is read. */
  CmsForm form() {
    String subFilter = subFilter();
    if (subFilter.equals("ETSI.CAdES.detached")) {
      return CmsForm.BASELINE;
    }
    return subFilter.startsWith("GM.sm2cms") ? CmsForm.GM : CmsForm.PLAIN;
  }

  /** Whether its format knows no other digest (ISO 32000-1, 12.8.3.2 and 12.8.3.3). */
  boolean restsOnSha1() {
    return subFilter().equals("adbe.pkcs7.sha1") || subFilter().equals("adbe.x509.rsa_sha1");
  }

  /** The digests that are needed to judge it. */
  List<RangeDigests.Wanted> digests() {
    if (range == null || message == null) {
      return List.of();
    }
    try {
      if (isDocumentTimestamp()) {
        String algorithm = Timestamp.parse(message.der()).imprintDigest();
        return algorithm.isEmpty() ? List.of() : List.of(RangeDigests.Wanted.of(algorithm, range));
      }
      List<RangeDigests.Wanted> wanted = new ArrayList<>();
      wanted.add(RangeDigests.Wanted.of(MessageJudge.digestName(message.digestOid()), range));
      Optional<X509Certificate> signer = message.signerCertificate();
      if (signer.isPresent()) {
        CertificateFacts.binding(signer.get())
            .map(EvidenceBinding::documentLength)
            .filter(length -> length >= 0)
            .ifPresent(
                length -> wanted.add(RangeDigests.Wanted.prefix(EvidenceBinding.DIGEST, length)));
      }
      return wanted;
    } catch (SigningException | RuntimeException | StackOverflowError e) {
      // What cannot be read is judged to be so later on.
      return List.of();
    }
  }

  boolean isDocumentTimestamp() {
    return subFilter().equals("ETSI.RFC3161");
  }

  /** What form of signature it is, in the words of {@code verify --json}. */
  String profile(Judgement judgement, COSDictionary catalog) {
    String subFilter = subFilter();
    if (subFilter.startsWith("adbe.")) {
      return "adbe";
    }
    if (form() == CmsForm.GM) {
      return "gm-cms";
    }
    if (!subFilter.equals("ETSI.CAdES.detached")) {
      return "other";
    }
    boolean stamped = judgement.time().kind() != Report.TimeKind.NONE;
    if (!stamped || !SecurityStore.isIn(catalog)) {
      return stamped ? "pades-t" : "pades-b";
    }
    return switch (judgement.lasting().reach()) {
      case LASTING -> "pades-lta";
      case COVERED -> "pades-lt";
      case PARTIAL -> "pades-t";
    };
  }
}
