// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Object identifiers of this package. */
final class Oids {
  /** The project's arc. */
  private static final ASN1ObjectIdentifier ARC =
      new ASN1ObjectIdentifier("2.25.245451997612407219764004899378027207171");

  static final ASN1ObjectIdentifier MANIFEST = ARC.branch("3.1");
  static final ASN1ObjectIdentifier STATEMENT = ARC.branch("3.2");
  static final ASN1ObjectIdentifier SEALED_INK = ARC.branch("3.3");

  /** GM/T 0010 and GB/T 35275: content type data. */
  static final ASN1ObjectIdentifier GM_DATA = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.1");

  /** GM/T 0010 and GB/T 35275: content type signed data. */
  static final ASN1ObjectIdentifier GM_SIGNED_DATA =
      new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.2");

  private Oids() {}
}
