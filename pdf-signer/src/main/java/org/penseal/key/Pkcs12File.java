// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * A key with its chain in a PKCS #12 file (RFC 7292); SM2, EC and RSA.
 *
 * @param key the private key
 * @param chain its certificate first
 */
public record Pkcs12File(PrivateKey key, List<X509Certificate> chain) {
  private static final int LARGEST_FILE_BYTES = 1 << 20;
  // Some seconds of one processor; OpenSSL writes 2,048 for each key, others up to a million.
  private static final BigInteger MOST_ROUNDS = BigInteger.valueOf(10_000_000);

  /** Copies the list. */
  public Pkcs12File {
    chain = List.copyOf(chain);
  }

  /**
   * Reads a file with exactly one private key.
   *
   * @throws FileException.InputUnreadable if the file cannot be read
   * @throws CredentialException.KeyRefused with the reason wrong-password-or-format or not-one-key
   */
  public static Pkcs12File read(Path file, char[] password) throws SigningException {
    KeyStore store = load(file, password);
    try {
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw new CredentialException.KeyRefused("not-one-key", null);
      }
      if (!(store.getKey(keys.getFirst(), password) instanceof PrivateKey key)) {
        throw new CredentialException.KeyRefused("not-one-key", null);
      }
      List<X509Certificate> chain = new ArrayList<>();
      Certificate[] certificates = store.getCertificateChain(keys.getFirst());
      for (Certificate each : certificates == null ? new Certificate[0] : certificates) {
        chain.add((X509Certificate) each);
      }
      if (chain.isEmpty()) {
        throw new CredentialException.KeyRefused("no-certificate", null);
      }
      return new Pkcs12File(key, chain);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new CredentialException.KeyRefused("wrong-password-or-format", e);
    }
  }

  static KeyStore load(Path file, char[] password) throws SigningException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST_FILE_BYTES + 1);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "cannot be read", e);
    }
    try {
      if (bytes.length > LARGEST_FILE_BYTES
          || DerivationRounds.of(bytes).compareTo(MOST_ROUNDS) > 0) {
        throw new CredentialException.KeyRefused("wrong-password-or-format", null);
      }
      KeyStore store = KeyStore.getInstance("PKCS12", "BC");
      // Of bytes in memory: no length that the file declares is believed beyond them.
      store.load(new ByteArrayInputStream(bytes), password);
      return store;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // BouncyCastle gives an IOException for a wrong password and for a wrong format alike, and
      // unchecked ones of several kinds for bad ASN.1 and for numbers beyond its own bounds.
      throw new CredentialException.KeyRefused("wrong-password-or-format", e);
    }
  }

  /**
   * Writes a new file, readable by its owner only; an existing file is not replaced.
   *
   * @param rounds of PBKDF2: hundreds of thousands where the password is the only guard
   * @throws FileException.OutputNotWritable if it exists or cannot be written
   */
  public void write(Path file, char[] password, String alias, int rounds) throws SigningException {
    try {
      byte[] encoded = encoded(password, alias, rounds);
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
  private byte[] encoded(char[] password, String alias, int rounds)
      throws GeneralSecurityException, IOException, OperatorCreationException, PKCSException {
    OutputEncryptor encryptor =
        new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
            .setProvider("BC")
            .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256))
            .setIterationCount(rounds)
            .build(password);
    DERBMPString name = new DERBMPString(alias);
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    SubjectKeyIdentifier id = ids.createSubjectKeyIdentifier(chain.getFirst().getPublicKey());
    PKCS12SafeBag[] certificates = new PKCS12SafeBag[chain.size()];
    for (int i = 0; i < certificates.length; i++) {
      JcaPKCS12SafeBagBuilder bag = new JcaPKCS12SafeBagBuilder(chain.get(i));
      if (i == 0) {
        bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, name);
        bag.addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, id);
      }
      certificates[i] = bag.build();
    }
    return new PKCS12PfxPduBuilder()
        .addData(
            new JcaPKCS12SafeBagBuilder(key, encryptor)
                .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, name)
                .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, id)
                .build())
        .addEncryptedData(encryptor, certificates)
        .build(
            new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                .setProvider("BC")
                .setIterationCount(rounds),
            password)
        .getEncoded(ASN1Encoding.DER);
  }

  /**
   * A key that signs as often as it is asked to, in its default suite and with the user id of GM/T
   * 0009.
   *
   * @throws CredentialException.UnfitKey if keys of its kind do not sign here
   */
  public SigningKey.Streaming open() throws SigningException {
    return open(Suite.of(chain.getFirst().getPublicKey()), Suite.DEFAULT_SM2_ID);
  }

  /**
   * A key that signs as often as it is asked to.
   *
   * @param suite how it signs
   * @param sm2Id user id of an SM2 key, otherwise unused; at most 8191 bytes in UTF-8, since its
   *     length in bits is a number of 16 bits (GB/T 32918.2-2016, section 5.5)
   * @throws CredentialException.UnfitKey if it cannot sign in this way
   */
  public SigningKey.Streaming open(Suite suite, String sm2Id) throws SigningException {
    suite.requireFor(chain.getFirst().getPublicKey());
    return new Pkcs12Key(this, suite, sm2Id);
  }
}
