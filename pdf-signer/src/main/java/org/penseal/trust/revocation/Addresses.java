// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/** Where a certificate says that its revocation can be asked for. */
final class Addresses {
  /** CRL distribution points (RFC 5280, section 4.2.1.13). */
  static final String CRL_POINTS = "2.5.29.31";

  /** Authority information access (RFC 5280, section 4.2.2.1). */
  private static final String ACCESS = "1.3.6.1.5.5.7.1.1";

  private Addresses() {}

  /** OCSP responders over HTTP. */
  static List<URI> ocsp(X509Certificate certificate) {
    return access(certificate, AccessDescription.id_ad_ocsp);
  }

  private static List<URI> access(X509Certificate certificate, ASN1ObjectIdentifier method) {
    List<URI> found = new ArrayList<>();
    try {
      byte[] value = certificate.getExtensionValue(ACCESS);
      if (value != null) {
        for (AccessDescription each :
            AuthorityInformationAccess.getInstance(octets(value)).getAccessDescriptions()) {
          if (each.getAccessMethod().equals(method)) {
            uri(each.getAccessLocation()).ifPresent(found::add);
          }
        }
      }
    } catch (IllegalArgumentException | ClassCastException e) {
      return List.of(); // an extension that cannot be read names no place
    }
    return found;
  }

  /** Complete revocation lists over HTTP: points with all reasons and the issuer's own list. */
  static List<URI> crls(X509Certificate certificate) {
    List<URI> found = new ArrayList<>();
    try {
      byte[] value = certificate.getExtensionValue(CRL_POINTS);
      if (value != null) {
        for (DistributionPoint each :
            CRLDistPoint.getInstance(octets(value)).getDistributionPoints()) {
          if (each.getReasons() == null && each.getCRLIssuer() == null) {
            found.addAll(uris(each.getDistributionPoint()));
          }
        }
      }
    } catch (IllegalArgumentException | ClassCastException e) {
      return List.of();
    }
    return found;
  }

  /** The HTTP addresses among the full names of a point. */
  static List<URI> uris(@Nullable DistributionPointName name) {
    List<URI> found = new ArrayList<>();
    if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
      for (GeneralName each : GeneralNames.getInstance(name.getName()).getNames()) {
        uri(each).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<URI> uri(GeneralName name) {
    if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return Optional.empty();
    }
    ASN1Encodable text = name.getName();
    try {
      URI uri = URI.create(text.toString());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean usable = uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
      return usable ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] octets(byte[] wrapped) {
    return ASN1OctetString.getInstance(wrapped).getOctets();
  }
}
