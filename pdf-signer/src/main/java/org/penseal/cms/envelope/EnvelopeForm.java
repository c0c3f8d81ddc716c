// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/** The shapes of an envelope. */
public enum EnvelopeForm {
  /** AuthEnvelopedData (RFC 5083) with SM4-GCM (RFC 5084): an altered content is noticed. */
  AUTHENTICATED("auth", CMSObjectIdentifiers.authEnvelopedData, CMSObjectIdentifiers.data, true),
  /** EnvelopedData (RFC 5652, section 6) with SM4-CBC: not authenticated. */
  CMS("cms", CMSObjectIdentifiers.envelopedData, CMSObjectIdentifiers.data, false),
  /** EnvelopedData of GB/T 35275-2017 (GM/T 0010) with SM4-CBC: not authenticated. */
  GM("gm", EnvelopeOids.GM_ENVELOPED, EnvelopeOids.GM_DATA, false);

  private final String word;
  private final ASN1ObjectIdentifier type;
  private final ASN1ObjectIdentifier data;
  private final boolean authenticated;

  EnvelopeForm(
      String word, ASN1ObjectIdentifier type, ASN1ObjectIdentifier data, boolean authenticated) {
    this.word = word;
    this.type = type;
    this.data = data;
    this.authenticated = authenticated;
  }

  /** The form that a message of this type has. */
  static Optional<EnvelopeForm> of(ASN1ObjectIdentifier type) {
    for (EnvelopeForm form : values()) {
      if (form.type.equals(type)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** The word for it in options and reports. */
  public String word() {
    return word;
  }

  ASN1ObjectIdentifier type() {
    return type;
  }

  ASN1ObjectIdentifier data() {
    return data;
  }

  /** Whether it is noticed that a content was altered. */
  public boolean authenticated() {
    return authenticated;
  }

  ASN1ObjectIdentifier cipher() {
    return authenticated ? EnvelopeOids.SM4_GCM : EnvelopeOids.SM4_CBC;
  }
}
