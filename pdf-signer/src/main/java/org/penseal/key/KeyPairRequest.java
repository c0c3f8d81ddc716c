// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.IOException;
import java.net.InetAddress;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.CertificateUse;
import org.penseal.signature.Octets;

/**
 * A signature key and an encryption key (GB/T 38636, two certificates) that wait for their
 * certificates, with a certification request for each (RFC 2986, SM2 with SM3).
 *
 * @param keys under certificates of their own, which nobody believes
 * @param signature request for the signature certificate, DER
 * @param encryption request for the encryption certificate, DER
 */
public record KeyPairRequest(Pkcs12Pair keys, Octets signature, Octets encryption) {
  private static final int ENCRYPTS =
      KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement;

  /**
   * Makes both keys.
   *
   * @param subject whom the certificates are for (RFC 4514)
   * @param hosts names and addresses of a server; none for a client
   * @throws IllegalArgumentException if the subject is no distinguished name
   */
  public static KeyPairRequest make(
      String subject, List<String> hosts, Instant now, SecureRandom random) {
    X500Name name = name(subject);
    KeyUsage signs = new KeyUsage(KeyUsage.digitalSignature);
    KeyUsage encrypts = new KeyUsage(ENCRYPTS);
    Pkcs12File one = SelfSigned.generate(name, signs, Optional.empty(), now, random);
    Pkcs12File other = SelfSigned.generate(name, encrypts, Optional.empty(), now, random);
    return new KeyPairRequest(
        new Pkcs12Pair(one, Optional.of(other)),
        request(name, one, signs, hosts, random),
        request(name, other, encrypts, hosts, random));
  }

  /** A signature key that lies elsewhere. */
  public interface SignatureKey {
    /** On the curve of SM2. */
    PublicKey publicKey();

    /** Signs a message with the default user id; gives DER. */
    byte[] sign(byte[] message) throws SigningException;
  }

  /**
   * Both requests, of a signature key in a token and an encryption key that is made here.
   *
   * @param encryptionKey under a certificate of its own
   * @param signature request for the signature certificate, DER
   * @param encryption request for the encryption certificate, DER
   */
  public record WithToken(Pkcs12File encryptionKey, Octets signature, Octets encryption) {}

  /**
   * Makes the encryption key; the signature key lies in a token.
   *
   * @throws SigningException if the token does not sign
   * @throws IllegalArgumentException if the subject is no distinguished name
   */
  public static WithToken make(
      String subject, List<String> hosts, SignatureKey key, Instant now, SecureRandom random)
      throws SigningException {
    X500Name name = name(subject);
    KeyUsage encrypts = new KeyUsage(ENCRYPTS);
    Pkcs12File other = SelfSigned.generate(name, encrypts, Optional.empty(), now, random);
    try {
      return new WithToken(
          other,
          request(
              name,
              key.publicKey(),
              new KeyUsage(KeyUsage.digitalSignature),
              hosts,
              new KeyContentSigner(
                  new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3), key::sign)),
          request(name, other, encrypts, hosts, random));
    } catch (RuntimeOperatorException e) {
      if (e.getCause() instanceof SigningException refused) {
        throw refused;
      }
      throw e;
    }
  }

  private static X500Name name(String subject) {
    X500Name name = new X500Name(subject);
    if (name.getRDNs().length == 0) {
      throw new IllegalArgumentException("a subject without a name");
    }
    return name;
  }

  private static Octets request(
      X500Name name, Pkcs12File key, KeyUsage usage, List<String> hosts, SecureRandom random) {
    try {
      return request(
          name,
          key.chain().getFirst().getPublicKey(),
          usage,
          hosts,
          new JcaContentSignerBuilder("SM3withSM2")
              .setProvider("BC")
              .setSecureRandom(random)
              .build(key.key()));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("BouncyCastle is registered and knows SM2", e);
    }
  }

  private static Octets request(
      X500Name name, PublicKey key, KeyUsage usage, List<String> hosts, ContentSigner signer) {
    try {
      ExtensionsGenerator wanted = new ExtensionsGenerator();
      wanted.addExtension(Extension.keyUsage, true, usage);
      KeyPurposeId[] client = {KeyPurposeId.id_kp_clientAuth};
      KeyPurposeId[] both = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
      wanted.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(hosts.isEmpty() ? client : both));
      if (!hosts.isEmpty()) {
        GeneralName[] names = hosts.stream().map(KeyPairRequest::host).toArray(GeneralName[]::new);
        wanted.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      return Octets.of(
          new JcaPKCS10CertificationRequestBuilder(name, key)
              .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted.generate())
              .build(signer)
              .getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written", e);
    }
  }

  private static GeneralName host(String host) {
    try {
      InetAddress.ofLiteral(host);
      return new GeneralName(GeneralName.iPAddress, host);
    } catch (IllegalArgumentException e) {
      return new GeneralName(GeneralName.dNSName, host);
    }
  }

  /**
   * The keys under the certificates that a CA has issued for them.
   *
   * @param waiting as it was made
   * @param signature the signature certificate
   * @param encryption the encryption certificate
   * @param issuers their issuers, from the first on
   * @throws CredentialException.KeyRefused certificate-of-another-key if a certificate is of
   *     another key, not-a-pair if one is for another use
   */
  public static Pkcs12Pair complete(
      Pkcs12Pair waiting,
      X509Certificate signature,
      X509Certificate encryption,
      List<X509Certificate> issuers)
      throws CredentialException.KeyRefused {
    Pkcs12File other =
        waiting
            .encryption()
            .orElseThrow(
                () ->
                    new CredentialException.KeyRefused(
                        CredentialException.KeyRefused.Why.NOT_A_PAIR, null));
    Pkcs12File signs = under(waiting.signing(), signature, issuers);
    Pkcs12File encrypts = under(other, encryption, issuers);
    return Pkcs12Pair.of(signs, encrypts);
  }

  /**
   * The encryption key under the certificate that a CA has issued for it.
   *
   * @throws CredentialException.KeyRefused as {@link #complete(Pkcs12Pair, X509Certificate,
   *     X509Certificate, List)}
   */
  public static Pkcs12File complete(
      Pkcs12File waiting, X509Certificate encryption, List<X509Certificate> issuers)
      throws CredentialException.KeyRefused {
    if (!CertificateUse.encrypts(encryption)) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.NOT_A_PAIR, null);
    }
    return under(waiting, encryption, issuers);
  }

  private static Pkcs12File under(
      Pkcs12File key, X509Certificate certificate, List<X509Certificate> issuers)
      throws CredentialException.KeyRefused {
    if (!certificate.getPublicKey().equals(key.chain().getFirst().getPublicKey())) {
      throw new CredentialException.KeyRefused(
          CredentialException.KeyRefused.Why.CERTIFICATE_OF_ANOTHER_KEY, null);
    }
    List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
    chain.addAll(issuers);
    return new Pkcs12File(key.key(), chain);
  }
}
