// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * What an event certificate has to be (事件型数字证书): the station asks it of an authority's answer
 * before it confirms, and the verifier of a signer's certificate. Usages and policy are those that
 * the request asks for, no fewer and no others. Beside the common name an authority may put into
 * the subject where the signer belongs to; nothing that could name another person.
 */
public final class EventProfile {
  /** Reason code: it is for one act, and does not say for which. */
  public static final String WITHOUT_BINDING = "event-certificate-without-binding";

  private static final String LASTS_LONG = "event-certificate-lasts-long";
  private static final String KEY_USAGE = "event-certificate-key-usage";
  private static final String EXTENDED_USAGE = "event-certificate-extended-usage";
  private static final String IS_CA = "event-certificate-is-ca";
  private static final String POLICY = "event-certificate-policy";
  private static final String OTHER_NAMES = "event-certificate-other-names";

  /** Every code of {@link #broken}. */
  public static final Set<String> CODES =
      Set.of(WITHOUT_BINDING, LASTS_LONG, KEY_USAGE, EXTENDED_USAGE, IS_CA, POLICY, OTHER_NAMES);

  /** Ten minutes are usual; who backdates for clocks that differ has room. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  // Positions in the key usage (RFC 5280, section 4.2.1.3): digitalSignature, nonRepudiation.
  private static final Set<Integer> SIGNS = Set.of(0, 1);

  /** Names of the attributes that an authority may add to the subject, by their types. */
  private static final Map<ASN1ObjectIdentifier, String> ADDED =
      Map.of(BCStyle.O, "O", BCStyle.OU, "OU", BCStyle.C, "C", BCStyle.L, "L", BCStyle.ST, "ST");

  private static final int MOST_NAMES = 10;

  private EventProfile() {}

  /**
   * What of a certificate by itself an event certificate may not be.
   *
   * @return codes; empty also for a certificate that is none: no binding, no one-time policy
   */
  public static List<String> broken(X509Certificate certificate) {
    boolean oneTime = CertificateFacts.hasPolicy(certificate, ProjectOids.POLICY_ONE_TIME);
    boolean bound = certificate.getExtensionValue(ProjectOids.EVIDENCE_BINDING) != null;
    return oneTime || bound ? rules(certificate) : List.of();
  }

  /**
   * What of an authority's answer is not what was asked for.
   *
   * @param request what was asked for
   * @param roots the chain must end in one for {@link Purpose#SIGNER}
   * @return codes: those of {@link #broken}, those of {@link ChainCheck}, and issued-other-subject,
   *     issued-other-binding, issued-not-valid-now; empty if it is the one
   */
  public static List<String> refusal(
      List<X509Certificate> chain, EventRequest request, TrustStore roots, Instant now) {
    X509Certificate certificate = chain.getFirst();
    List<String> reasons = new ArrayList<>(rules(certificate));
    if (!isSubject(certificate, request.commonName())) {
      reasons.add("issued-other-subject");
    }
    Octets binding = BindingCodec.encode(request.binding());
    if (!bindingOf(certificate).equals(Optional.of(binding))
        && !reasons.contains(WITHOUT_BINDING)) {
      reasons.add("issued-other-binding");
    }
    Instant from = certificate.getNotBefore().toInstant();
    boolean valid =
        !from.isAfter(now.plus(CLOCKS_DIFFER))
            && certificate.getNotAfter().toInstant().isAfter(now);
    if (!valid) {
      reasons.add("issued-not-valid-now");
    }
    // An authority's clock that is a little ahead is no reason to turn its certificate away.
    Instant at = from.isAfter(now) ? from : now;
    ChainCheck.Result found =
        new ChainCheck(roots).check(certificate, chain, Purpose.SIGNER, valid ? at : from);
    reasons.addAll(found.reasons());
    return reasons;
  }

  private static List<String> rules(X509Certificate certificate) {
    List<String> reasons = new ArrayList<>();
    Optional<EvidenceBinding> binding = binding(certificate);
    if (binding.isEmpty()) {
      reasons.add(WITHOUT_BINDING);
    }
    String policy = binding.map(EvidenceBinding::policyOid).orElse(ProjectOids.POLICY_ONE_TIME);
    if (!policy.equals(ProjectOids.POLICY_ONE_TIME)
        || !CertificateFacts.hasPolicy(certificate, ProjectOids.POLICY_ONE_TIME)) {
      reasons.add(POLICY);
    }
    Instant from = certificate.getNotBefore().toInstant();
    if (certificate.getNotAfter().toInstant().isAfter(from.plus(LONGEST))) {
      reasons.add(LASTS_LONG);
    }
    if (certificate.getBasicConstraints() >= 0) {
      reasons.add(IS_CA);
    }
    if (!signsOnly(certificate.getKeyUsage())) {
      reasons.add(KEY_USAGE);
    }
    if (!EventRequest.PURPOSES.equals(CertificateFacts.extendedKeyUsages(certificate))) {
      reasons.add(EXTENDED_USAGE);
    }
    if (certificate.getExtensionValue("2.5.29.17") != null || commonName(certificate).isEmpty()) {
      reasons.add(OTHER_NAMES);
    }
    return reasons;
  }

  private static boolean signsOnly(boolean @Nullable [] usage) {
    if (usage == null) {
      return false;
    }
    for (int i = 0; i < usage.length; i++) {
      if (usage[i] != SIGNS.contains(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSubject(X509Certificate certificate, String name) {
    return commonName(certificate).equals(Optional.of(name));
  }

  /**
   * What the authority added to the subject's common name, for example {@code O=Example}; empty if
   * nothing, and where the profile is broken.
   */
  public static List<String> added(X509Certificate certificate) {
    List<String> added = new ArrayList<>();
    for (RDN name : names(certificate)) {
      String type = ADDED.get(name.getFirst().getType());
      if (type != null && name.getFirst().getValue() instanceof ASN1String text) {
        added.add(type + "=" + text.getString());
      }
    }
    return commonName(certificate).isEmpty() ? List.of() : added;
  }

  // The one common name of a subject beside which there is at most what an authority may add.
  private static Optional<String> commonName(X509Certificate certificate) {
    int common = 0;
    int other = 0;
    RDN[] names = names(certificate);
    for (RDN name : names) {
      AttributeTypeAndValue part = name.getFirst();
      if (name.isMultiValued() || !(part.getValue() instanceof ASN1String)) {
        other++;
      } else if (BCStyle.CN.equals(part.getType())) {
        common++;
      } else if (!ADDED.containsKey(part.getType())) {
        other++;
      }
    }
    return common == 1 && other == 0 && names.length <= MOST_NAMES
        ? Optional.of(CertificateFacts.commonName(certificate))
        : Optional.empty();
  }

  private static RDN[] names(X509Certificate certificate) {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()).getRDNs();
  }

  private static Optional<EvidenceBinding> binding(X509Certificate certificate) {
    try {
      return CertificateFacts.binding(certificate);
    } catch (SigningException | RuntimeException e) {
      // What cannot be read binds nothing.
      return Optional.empty();
    }
  }

  private static Optional<Octets> bindingOf(X509Certificate certificate) {
    byte[] wrapped = certificate.getExtensionValue(ProjectOids.EVIDENCE_BINDING);
    return wrapped == null
        ? Optional.empty()
        : Optional.of(Octets.of(ASN1OctetString.getInstance(wrapped).getOctets()));
  }
}
