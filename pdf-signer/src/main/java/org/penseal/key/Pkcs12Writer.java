// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** Writes keys with their chains as PKCS #12 (RFC 7292), encrypted with AES-256. */
final class Pkcs12Writer {
  private final char[] password;
  private final int rounds;
  private final Map<String, Pkcs12File> keys = new LinkedHashMap<>();

  Pkcs12Writer(char[] password, int rounds) {
    this.password = password;
    this.rounds = rounds;
  }

  Pkcs12Writer add(String alias, Pkcs12File key) {
    keys.put(alias, key);
    return this;
  }

  void write(Path file) throws SigningException {
    try {
      byte[] encoded = encoded();
      // Asked of the file system: a file store cannot be told in a chroot that is no mount point.
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.write(file, encoded);
    } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
      throw new FileException.OutputNotWritable(file, e.getClass().getSimpleName(), e);
    }
  }

  // BouncyCastle's key store has one number of rounds for everything that it writes.
  private byte[] encoded()
      throws GeneralSecurityException, IOException, OperatorCreationException, PKCSException {
    OutputEncryptor encryptor =
        new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
            .setProvider("BC")
            .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256))
            .setIterationCount(rounds)
            .build(password);
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
    List<PKCS12SafeBag> certificates = new ArrayList<>();
    Set<X509Certificate> known = new HashSet<>();
    for (Map.Entry<String, Pkcs12File> each : keys.entrySet()) {
      DERBMPString name = new DERBMPString(each.getKey());
      List<X509Certificate> chain = each.getValue().chain();
      SubjectKeyIdentifier id = ids.createSubjectKeyIdentifier(chain.getFirst().getPublicKey());
      file.addData(
          new JcaPKCS12SafeBagBuilder(each.getValue().key(), encryptor)
              .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, name)
              .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, id)
              .build());
      for (X509Certificate certificate : chain) {
        JcaPKCS12SafeBagBuilder bag = new JcaPKCS12SafeBagBuilder(certificate);
        if (certificate.equals(chain.getFirst())) {
          bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, name);
          bag.addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, id);
        }
        if (known.add(certificate)) {
          certificates.add(bag.build());
        }
      }
    }
    return file.addEncryptedData(encryptor, certificates.toArray(PKCS12SafeBag[]::new))
        .build(
            new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                .setProvider("BC")
                .setIterationCount(rounds),
            password)
        .getEncoded(ASN1Encoding.DER);
  }
}
