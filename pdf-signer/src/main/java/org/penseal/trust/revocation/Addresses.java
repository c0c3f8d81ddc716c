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
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

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
    return points(certificate).stream()
        .filter(URI.class::isInstance)
        .map(URI.class::cast)
        .distinct()
        .toList();
  }

  /**
   * Names of the points at which the issuer's complete lists tell of a certificate, as {@link
   * #names}; the issuer's own name is one without saying so (RFC 5280, section 6.3.3).
   */
  static List<Object> points(X509Certificate certificate) {
    List<Object> found = new ArrayList<>();
    found.add(issuer(certificate));
    try {
      byte[] value = certificate.getExtensionValue(CRL_POINTS);
      if (value != null) {
        for (DistributionPoint each :
            CRLDistPoint.getInstance(octets(value)).getDistributionPoints()) {
          DistributionPointName name = each.getDistributionPoint();
          if (name != null && each.getReasons() == null && each.getCRLIssuer() == null) {
            found.addAll(names(name, certificate));
          }
        }
      }
    } catch (IllegalArgumentException | ClassCastException e) {
      return List.of(issuer(certificate));
    }
    return found;
  }

  /**
   * The names of a point, which can be compared: HTTP addresses as URI, directory names as
   * X500Name, any other as it is.
   *
   * @param certificate below whose issuer a relative name stands
   */
  static List<Object> names(DistributionPointName point, X509Certificate certificate) {
    if (point.getType() != DistributionPointName.FULL_NAME) {
      X500NameBuilder name = new X500NameBuilder();
      for (RDN each : issuer(certificate).getRDNs()) {
        name.addMultiValuedRDN(each.getTypesAndValues());
      }
      name.addMultiValuedRDN(RDN.getInstance(point.getName()).getTypesAndValues());
      return List.of(name.build());
    }
    List<Object> found = new ArrayList<>();
    for (GeneralName each : GeneralNames.getInstance(point.getName()).getNames()) {
      Optional<URI> uri = uri(each);
      if (uri.isPresent()) {
        found.add(uri.get());
      } else {
        boolean directory = each.getTagNo() == GeneralName.directoryName;
        found.add(directory ? X500Name.getInstance(each.getName()) : each);
      }
    }
    return found;
  }

  private static X500Name issuer(X509Certificate certificate) {
    return X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
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
