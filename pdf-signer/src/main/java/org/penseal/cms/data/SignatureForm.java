// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.penseal.signature.Suite;

/** Whose object identifiers a SignedData carries. */
public enum SignatureForm {
  /** RFC 5652: content types of PKCS #7. */
  CMS("cms", CMSObjectIdentifiers.signedData, CMSObjectIdentifiers.data),
  /** GB/T 35275-2017 (GM/T 0010): content types under 1.2.156.10197.6.1.4.2. */
  GM(
      "gm",
      new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.2"),
      new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.1"));

  // GM/T 0006: the SM2 signature algorithm; producers after GM/T 0010 name it in the place of
  // sm2sign-with-sm3.
  private static final ASN1ObjectIdentifier SM2_SIGNATURE =
      new ASN1ObjectIdentifier("1.2.156.10197.1.301.1");

  private final String word;
  private final ASN1ObjectIdentifier signedData;
  private final ASN1ObjectIdentifier data;

  SignatureForm(String word, ASN1ObjectIdentifier signedData, ASN1ObjectIdentifier data) {
    this.word = word;
    this.signedData = signedData;
    this.data = data;
  }

  /** The form that a message of this type has. */
  static Optional<SignatureForm> of(ASN1ObjectIdentifier type) {
    for (SignatureForm form : values()) {
      if (form.signedData.equals(type)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** The word for it in options and reports. */
  public String word() {
    return word;
  }

  ASN1ObjectIdentifier signedData() {
    return signedData;
  }

  /** The type of the content in the signature. */
  public ASN1ObjectIdentifier data() {
    return data;
  }

  AlgorithmIdentifier signatureAlgorithm(Suite suite, AlgorithmIdentifier usual) {
    return this == GM && suite == Suite.SM2_SM3 ? new AlgorithmIdentifier(SM2_SIGNATURE) : usual;
  }
}
