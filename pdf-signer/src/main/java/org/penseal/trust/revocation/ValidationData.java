// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penseal.signature.Octets;

/**
 * What proves later that chains were good: the contents of a document security store (ETSI EN 319
 * 142-1, section 5.4.2). Nothing in it is believed by itself.
 *
 * @param certificates X.509, DER; no two alike
 * @param ocsps OCSPResponse, DER; no two alike
 * @param crls CertificateList, DER; no two alike
 */
public record ValidationData(List<Octets> certificates, List<Octets> ocsps, List<Octets> crls) {
  /** Nothing at all. */
  public static final ValidationData NONE = new ValidationData(List.of(), List.of(), List.of());

  /** Copies the lists and leaves out what is there already. */
  public ValidationData {
    certificates = List.copyOf(new LinkedHashSet<>(certificates));
    ocsps = List.copyOf(new LinkedHashSet<>(ocsps));
    crls = List.copyOf(new LinkedHashSet<>(crls));
  }

  /** Certificates only. */
  public static ValidationData of(Collection<X509Certificate> certificates) {
    List<Octets> encoded = new ArrayList<>();
    for (X509Certificate each : certificates) {
      try {
        encoded.add(Octets.of(each.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("a certificate that was parsed can be encoded", e);
      }
    }
    return new ValidationData(encoded, List.of(), List.of());
  }

  /** One OCSP response. */
  static ValidationData ofOcsp(Octets response) {
    return new ValidationData(List.of(), List.of(response), List.of());
  }

  /** One revocation list. */
  static ValidationData ofCrl(Octets crl) {
    return new ValidationData(List.of(), List.of(), List.of(crl));
  }

  /** Both together. */
  public ValidationData plus(ValidationData other) {
    return new ValidationData(
        both(certificates, other.certificates), both(ocsps, other.ocsps), both(crls, other.crls));
  }

  /** What the other one has not. */
  public ValidationData without(ValidationData other) {
    return new ValidationData(
        less(certificates, other.certificates), less(ocsps, other.ocsps), less(crls, other.crls));
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return certificates.isEmpty() && ocsps.isEmpty() && crls.isEmpty();
  }

  /** The certificates; those that cannot be parsed are left out. */
  public List<X509Certificate> parsed() {
    List<X509Certificate> found = new ArrayList<>();
    for (Octets each : certificates) {
      try {
        found.add(
            (X509Certificate)
                CertificateFactory.getInstance("X.509", "BC")
                    .generateCertificate(new ByteArrayInputStream(each.bytes())));
      } catch (GeneralSecurityException | ClassCastException e) {
        continue; // what cannot be read proves nothing
      }
    }
    return found;
  }

  private static List<Octets> both(List<Octets> first, List<Octets> second) {
    List<Octets> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static List<Octets> less(List<Octets> all, List<Octets> some) {
    Set<Octets> known = Set.copyOf(some);
    return all.stream().filter(each -> !known.contains(each)).toList();
  }
}
