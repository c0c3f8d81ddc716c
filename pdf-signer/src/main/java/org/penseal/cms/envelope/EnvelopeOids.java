// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Object identifiers of envelopes. */
final class EnvelopeOids {
  /** GM/T 0006: SM2 encryption. */
  static final ASN1ObjectIdentifier SM2_ENCRYPTION =
      new ASN1ObjectIdentifier("1.2.156.10197.1.301.3");

  /** What producers write for it: encryption, key exchange, the curve. */
  static final Set<String> SM2_READ =
      Set.of("1.2.156.10197.1.301.3", "1.2.156.10197.1.301.2", "1.2.156.10197.1.301");

  /** GM/T 0006: SM4 in cipher block chaining. */
  static final ASN1ObjectIdentifier SM4_CBC = new ASN1ObjectIdentifier("1.2.156.10197.1.104.2");

  /** GM/T 0006: SM4 in Galois counter mode. */
  static final ASN1ObjectIdentifier SM4_GCM = new ASN1ObjectIdentifier("1.2.156.10197.1.104.8");

  /** Key wrap (RFC 3394) with SM4 in the place of AES. */
  static final ASN1ObjectIdentifier SM4_WRAP = new ASN1ObjectIdentifier("1.2.156.10197.1.104.11");

  /** RFC 3565, section 2.3.2: what OpenSSL wraps with whatever the content's cipher is. */
  static final ASN1ObjectIdentifier AES128_WRAP =
      new ASN1ObjectIdentifier("2.16.840.1.101.3.4.1.5");

  /** HMAC with SM3 as OpenSSL names it. */
  static final ASN1ObjectIdentifier HMAC_SM3 = new ASN1ObjectIdentifier("1.2.156.10197.1.401.3.1");

  /** GB/T 35275: content type data. */
  static final ASN1ObjectIdentifier GM_DATA = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.1");

  /** GB/T 35275: content type enveloped data. */
  static final ASN1ObjectIdentifier GM_ENVELOPED =
      new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.3");

  private EnvelopeOids() {}
}
