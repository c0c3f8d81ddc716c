// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.app.server.file.KeyUse;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.cms.envelope.Opener;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.trust.tlcp.TlcpIdentity;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.key.TokenPrivateKey;

/** A key of the server with all its versions. May be shared between threads. */
public final class NamedKey {
  private final String name;
  private final KeyUse use;
  private final Set<String> applications;
  private final List<KeyVersion> versions;

  NamedKey(String name, KeyUse use, Set<String> applications, List<KeyVersion> versions) {
    this.name = name;
    this.use = use;
    this.applications = Set.copyOf(applications);
    this.versions =
        versions.stream().sorted(Comparator.comparing(KeyVersion::from).reversed()).toList();
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** What it is for. */
  public KeyUse use() {
    return use;
  }

  /** Whether an application may use it. */
  public boolean isFor(String application) {
    return applications.contains(application);
  }

  /** Whether an application may have it used without naming it: any, where none is named. */
  public boolean isOpenTo(String application) {
    return applications.isEmpty() || isFor(application);
  }

  /** Whether the version that is in use can be used. */
  public boolean there(Instant now) {
    return versions.stream()
        .filter(each -> !each.from().isAfter(now))
        .findFirst()
        .map(KeyVersion::there)
        .orElse(false);
  }

  /** The newest version that has begun. */
  private KeyVersion current(Instant now) throws ServeException.NotReady {
    return versions.stream()
        .filter(each -> !each.from().isAfter(now))
        .findFirst()
        .orElseThrow(() -> new ServeException.NotReady(ServeException.NotReady.Part.KEY, null));
  }

  private KeyVersion.Certified certified(Instant now) throws ServeException.NotReady {
    if (current(now) instanceof KeyVersion.Certified certified) {
      return certified;
    }
    throw new IllegalStateException(name + " has no certificate");
  }

  /** The certificate in use; that of a secret key does not exist. */
  public X509Certificate certificate(Instant now) throws ServeException.NotReady {
    return certified(now).own();
  }

  /** Whether it has certificates. */
  public boolean isCertified() {
    return use != KeyUse.ENCRYPT;
  }

  /** The certificates of all versions, the newest first. */
  public List<X509Certificate> certificates() {
    List<X509Certificate> all = new ArrayList<>();
    for (KeyVersion each : versions) {
      if (each instanceof KeyVersion.Certified certified) {
        all.add(certified.own());
      }
    }
    return all;
  }

  /**
   * A key that signs; the caller closes it and does not share it.
   *
   * @throws FileException.ProgramAltered if the program is not that of its release
   */
  public SigningKey.Streaming signing(Instant now) throws SigningException, ServeException {
    ProgramIntegrity.ofThisProgram().requireWhole();
    return certified(now).signing();
  }

  /** What opens envelopes: every version, the newest first. */
  public List<Opener> openers() {
    List<Opener> all = new ArrayList<>();
    for (KeyVersion each : versions) {
      if (each instanceof KeyVersion.Certified certified && certified.file().isPresent()) {
        all.add(new Opener.Certified(certified.file().get().key(), certified.own()));
      }
    }
    return all;
  }

  /** What it shows in handshakes; also a key of a token. */
  public TlsIdentity identity(Instant now) throws ServeException, SigningException {
    KeyVersion.Certified certified = certified(now);
    PrivateKey key =
        certified.file().isPresent()
            ? certified.file().get().key()
            : TokenPrivateKey.of(certified.signing());
    return new TlsIdentity(key, certified.chain());
  }

  /** Whether its file has the two keys of TLCP. */
  public boolean isPair(Instant now) throws ServeException.NotReady {
    return certified(now).encryption().isPresent();
  }

  /**
   * What it shows in handshakes of TLCP; also a key of a token.
   *
   * @param encryption the key of the encryption certificate, which lies in a file; empty if it is
   *     in the same file
   * @throws InvalidKeyException if there is none, or one is no SM2 key, or for another use
   */
  public TlcpIdentity tlcp(Optional<NamedKey> encryption, Instant now)
      throws ServeException, SigningException, InvalidKeyException {
    KeyVersion.Certified own = certified(now);
    Optional<Pkcs12File> other =
        encryption.isPresent() ? encryption.get().certified(now).file() : own.encryption();
    if (other.isEmpty()) {
      throw new InvalidKeyException("no encryption key in a file");
    }
    TlsIdentity signs = identity(now);
    return new TlsIdentity(
            signs.key(),
            signs.chain(),
            new TlsIdentity.Encryption(other.get().key(), other.get().chain().getFirst()))
        .tlcp();
  }

  /**
   * Encrypts with the version in use.
   *
   * @param context authenticated with it; the same must be said to decrypt
   */
  public byte[] encrypt(
      CipherMode mode, byte[] plain, String context, Instant now, SecureRandom random)
      throws ServeException {
    if (current(now) instanceof KeyVersion.Secret secret) {
      return new SecretCipher(random).encrypt(secret.keys(), mode, plain, context);
    }
    throw new IllegalStateException(name + " is no secret key");
  }

  /**
   * Decrypts with the version that the cipher text names.
   *
   * @throws ServeException.NotDecrypted if it was made with another key or context, or altered
   */
  public byte[] decrypt(byte[] sealed, String context, SecureRandom random)
      throws ServeException.NotDecrypted {
    List<SecretKeys> all = new ArrayList<>();
    for (KeyVersion each : versions) {
      if (each instanceof KeyVersion.Secret secret) {
        all.add(secret.keys());
      }
    }
    return new SecretCipher(random).decrypt(all, sealed, context);
  }

  void close() {
    versions.forEach(KeyVersion::close);
  }
}
