// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.pkcs11;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.key.TokenKey;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.PinRefused;
import org.penseal.refusal.CredentialException.TokenMissing;
import org.penseal.refusal.CredentialException.UnfitKey;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.ChainCheck;

/**
 * Opens RSA and EC keys in tokens with a library of PKCS #11 (v2.40). The chain is what the token
 * holds of it; of several certificates for one key that which became valid last counts.
 *
 * <p>SM2 is not offered: PKCS #11 names no mechanism for it.
 */
public final class Pkcs11Key {
  private static final int LONGEST_CHAIN = 8;

  private final Session session;

  private Pkcs11Key(Session session) {
    this.session = session;
  }

  /**
   * Opens the key; whoever opens it closes it.
   *
   * @param pin the user's; the caller wipes it
   * @param asked how it signs; null for the default of its kind
   * @throws TokenMissing if library, function, device, key or certificate is not there, or
   *     one-device or one-key cannot be told from others
   * @throws PinRefused if the PIN is not the one
   * @throws CredentialException.TokenRemoved if the token was pulled out
   * @throws CredentialException.TokenFailed for any other code of the library
   * @throws CredentialException.BadCertificate if the certificate cannot be read
   * @throws UnfitKey if it is not for an RSA or EC key that signs so here
   */
  public static TokenKey open(
      Pkcs11Address address, byte[] pin, @Nullable Suite asked, Hashing hashing)
      throws SigningException {
    Cryptoki library = Cryptoki.open(address.library());
    Session session = Session.open(library, new Slots(library).find(address), pin);
    boolean whole = false;
    try {
      Pkcs11Key opening = new Pkcs11Key(session);
      long key = opening.key(address);
      List<X509Certificate> chain = opening.chain(key, address);
      Suite own = Suite.of(chain.getFirst().getPublicKey());
      if (own == Suite.SM2_SM3) {
        throw new UnfitKey(UnfitKey.Why.ALGORITHM, "SM2, PKCS #11", 0);
      }
      Suite suite = asked == null ? own : asked;
      suite.requireFor(chain.getFirst().getPublicKey());
      byte[] again = session.value(key, Attribute.ALWAYS_AUTHENTICATE);
      TokenKey.Token token = new OpenKey(session, key, again.length == 1 && again[0] != 0);
      SigningKey.Way way = new SigningKey.Way(suite, Suite.DEFAULT_SM2_ID);
      whole = true;
      return new TokenKey(chain, way, hashing, token);
    } finally {
      if (!whole) {
        session.close();
      }
    }
  }

  private record OpenKey(Session session, long key, boolean again) implements TokenKey.Token {
    @Override
    public byte[] sign(Suite suite, byte[] digest) throws CredentialException {
      Mechanism mechanism = new Mechanism(suite);
      try {
        return mechanism.value(session.sign(key, mechanism, mechanism.input(digest), again));
      } catch (CredentialException.TokenFailed e) {
        if (CryptokiCode.isOfTheMechanism(e.code)) {
          throw new UnfitKey(UnfitKey.Why.SUITE, suite.key(), 0);
        }
        throw e;
      }
    }

    @Override
    public void close() {
      session.close();
    }
  }

  private long key(Pkcs11Address address) throws CredentialException {
    List<Attribute> wanted = new ArrayList<>(List.of(Attribute.PRIVATE_KEY, Attribute.SIGNS));
    if (address.label() != null) {
      byte[] label = address.label().getBytes(StandardCharsets.UTF_8);
      wanted.add(new Attribute(Attribute.LABEL, Octets.of(label)));
    }
    if (address.id() != null) {
      wanted.add(new Attribute(Attribute.ID, address.id()));
    }
    List<Long> found = session.find(wanted.toArray(Attribute[]::new));
    if (found.isEmpty()) {
      throw new TokenMissing(TokenMissing.Part.KEY, address.keyWords(), null);
    }
    if (found.size() > 1) {
      throw new TokenMissing(TokenMissing.Part.ONE_KEY, names(found), null);
    }
    return found.getFirst();
  }

  private String names(List<Long> keys) throws CredentialException {
    List<String> names = new ArrayList<>();
    for (long key : keys) {
      String label = new String(session.value(key, Attribute.LABEL), StandardCharsets.UTF_8);
      String id = HexFormat.of().formatHex(session.value(key, Attribute.ID));
      names.add(label + " (id=" + id + ")");
    }
    return String.join(", ", names);
  }

  private List<X509Certificate> chain(long key, Pkcs11Address address) throws CredentialException {
    byte[] id = session.value(key, Attribute.ID);
    byte[] label = session.value(key, Attribute.LABEL);
    // Section 4.6.2: key and certificate of a pair have one CKA_ID. Some have a label only.
    Attribute pair =
        id.length > 0
            ? new Attribute(Attribute.ID, Octets.of(id))
            : new Attribute(Attribute.LABEL, Octets.of(label));
    X509Certificate leaf =
        certificates(session.find(Attribute.CERTIFICATE, pair)).stream()
            .max(Comparator.comparing(X509Certificate::getNotBefore))
            .orElseThrow(
                () -> new TokenMissing(TokenMissing.Part.CERTIFICATE, address.keyWords(), null));
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
    List<X509Certificate> pool = new ArrayList<>();
    for (long other : session.find(Attribute.CERTIFICATE)) {
      try {
        pool.addAll(certificates(List.of(other)));
      } catch (CredentialException.BadCertificate e) {
        // Not for this key: what else lies in the token is not judged.
        continue;
      }
    }
    Optional<X509Certificate> issuer = ChainCheck.issuer(leaf, pool);
    while (issuer.isPresent() && !chain.contains(issuer.get()) && chain.size() < LONGEST_CHAIN) {
      chain.add(issuer.get());
      issuer = ChainCheck.issuer(issuer.get(), pool);
    }
    return chain;
  }

  private List<X509Certificate> certificates(List<Long> objects) throws CredentialException {
    List<X509Certificate> read = new ArrayList<>();
    for (long object : objects) {
      read.add(TokenKey.certificate(session.value(object, Attribute.VALUE)));
    }
    return read;
  }
}
