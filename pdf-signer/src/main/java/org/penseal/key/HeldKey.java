// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.interfaces.ECPublicKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/**
 * Looks whether a file has the private key of a certificate: PKCS #12 under passwords that are
 * known, PEM and DER without one (PKCS #8, SEC 1). Keys on curves only, SM2 among them; what lies
 * under another password is not seen.
 */
public final class HeldKey {
  private static final int LARGEST_FILE_BYTES = 1 << 20;
  private static final List<String> STORES = List.of(".p12", ".pfx");
  private static final List<String> KEYS = List.of(".pem", ".key", ".der", ".p8", ".pk8");

  private final ECPublicKey wanted;
  private final List<char[]> passwords;

  private HeldKey(ECPublicKey wanted, List<char[]> passwords) {
    this.wanted = wanted;
    this.passwords = passwords;
  }

  /** Whether the name of a file is one of those that are looked into. */
  public static boolean mayHold(Path file) {
    return ends(file, STORES) || ends(file, KEYS);
  }

  private static boolean ends(Path file, List<String> endings) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(name::endsWith);
  }

  /**
   * Whether a file holds it.
   *
   * @param passwords that are tried on PKCS #12 files
   * @throws FileException.InputUnreadable if the file cannot be read
   */
  public static boolean isIn(Path file, X509Certificate certificate, List<char[]> passwords)
      throws SigningException {
    try {
      return BouncyCastleProvider.getPublicKey(
                  SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded()))
              instanceof ECPublicKey wanted
          && new HeldKey(wanted, passwords).isIn(file);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "cannot be read", e);
    }
  }

  private boolean isIn(Path file) throws IOException {
    List<PrivateKey> found = ends(file, STORES) ? stored(file) : plain(bytes(file));
    return found.stream().anyMatch(this::isPrivate);
  }

  private boolean isPrivate(PrivateKey key) {
    if (!(key instanceof ECPrivateKey curve)) {
      return false;
    }
    BigInteger secret = curve.getS().mod(wanted.getParameters().getN());
    return wanted.getParameters().getG().multiply(secret).equals(wanted.getQ());
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LARGEST_FILE_BYTES);
    }
  }

  private List<PrivateKey> stored(Path file) {
    List<PrivateKey> found = new ArrayList<>();
    for (char[] password : passwords) {
      try {
        KeyStore store = Pkcs12File.load(file, password);
        for (String alias : Collections.list(store.aliases())) {
          if (store.getKey(alias, password) instanceof PrivateKey key) {
            found.add(key);
          }
        }
      } catch (SigningException | GeneralSecurityException | RuntimeException e) {
        // Under another password, or no such file: nothing that could be opened here.
      }
    }
    return found;
  }

  private static List<PrivateKey> plain(byte[] bytes) {
    List<PrivateKey> found = new ArrayList<>();
    try (PEMParser pem =
        new PEMParser(new StringReader(new String(bytes, StandardCharsets.ISO_8859_1)))) {
      for (Object each = pem.readObject(); each != null; each = pem.readObject()) {
        if (each instanceof PEMKeyPair pair) {
          found.add(BouncyCastleProvider.getPrivateKey(pair.getPrivateKeyInfo()));
        } else if (each instanceof PrivateKeyInfo info) {
          found.add(BouncyCastleProvider.getPrivateKey(info));
        }
      }
    } catch (IOException | RuntimeException e) {
      // What follows is no key in this form.
    }
    try {
      found.add(BouncyCastleProvider.getPrivateKey(PrivateKeyInfo.getInstance(bytes)));
    } catch (IOException | RuntimeException e) {
      // Nor is the whole file one in DER.
    }
    return found;
  }
}
