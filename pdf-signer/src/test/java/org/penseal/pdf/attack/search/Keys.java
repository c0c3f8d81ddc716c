// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** One RSA key, one SM2 key and one TSA for a whole run; messages are made in memory. */
final class Keys implements AutoCloseable {
  static final String RSA = "rsa";
  static final String SM2 = "sm2";
  static final String TSA = "tsa";

  private final Map<String, SigningKey> keys = new TreeMap<>();
  private final X509Certificate tsa;
  private final TimeStampTokenGenerator tokens;
  private long serial = 1;

  Keys(Path folder) throws Exception {
    keys.put(RSA, OpensslKey.make(folder, OpensslKey.rsa(2048)).read().open());
    keys.put(SM2, OpensslKey.make(folder, OpensslKey.SM2).read().open());
    OpensslKey own =
        OpensslKey.make(
            folder,
            OpensslKey.rsa(2048),
            List.of(
                "-addext",
                "keyUsage=critical,digitalSignature",
                "-addext",
                "extendedKeyUsage=critical,timeStamping"));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(own.file())) {
      store.load(in, OpensslKey.PASSWORD.toCharArray());
    }
    String alias = store.aliases().nextElement();
    tsa = (X509Certificate) store.getCertificate(alias);
    PrivateKey key = (PrivateKey) store.getKey(alias, OpensslKey.PASSWORD.toCharArray());
    tokens =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .setProvider("BC")
                .build("SHA256withRSA", key, tsa),
            new JcaDigestCalculatorProviderBuilder()
                .setProvider("BC")
                .build()
                .get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
            new ASN1ObjectIdentifier("1.3.6.1.4.1.13762.3"));
    tokens.addCertificates(new JcaCertStore(List.of(tsa)));
  }

  SigningKey key(String name) {
    return keys.get(name);
  }

  TrustStore trusted() {
    TrustStore store = TrustStore.empty().with(Purpose.TSA, tsa);
    for (SigningKey each : keys.values()) {
      store = store.with(Purpose.SIGNER, each.chain().getFirst());
    }
    return store;
  }

  /** The message over what a signature covers: a CMS of a key, or a token of the TSA. */
  synchronized byte[] message(String name, byte[] covered) throws Exception {
    if (name.equals(TSA)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(covered);
      TimeStampRequestGenerator asks = new TimeStampRequestGenerator();
      asks.setCertReq(true);
      TimeStampRequest request = asks.generate(TSPAlgorithms.SHA256, digest);
      return tokens.generate(request, BigInteger.valueOf(serial++), new Date()).getEncoded();
    }
    SigningKey key = keys.get(name);
    Octets digest = Octets.of(SigningBench.HASHING.start(key.suite().digest()).digest(covered));
    SignedAttributes attributes =
        SignedAttributes.forFile(
            CMSObjectIdentifiers.data,
            key.suite(),
            digest,
            key.chain().getFirst(),
            Instant.now(),
            SigningBench.HASHING);
    byte[] value = key.sign(attributes.der().bytes());
    return CmsSignature.assemble(attributes, value, key.chain()).der().bytes();
  }

  @Override
  public void close() {
    keys.values().forEach(SigningKey::close);
  }
}
