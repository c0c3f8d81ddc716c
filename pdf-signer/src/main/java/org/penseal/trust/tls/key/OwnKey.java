// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.key;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Shows one key to the other side of ordinary TLS, wherever it lies. */
public final class OwnKey extends X509ExtendedKeyManager {
  private static final String NAME = "identity";

  private final TokenPrivateKey key;
  private final List<X509Certificate> chain;

  private OwnKey(TokenPrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /**
   * What a context of the JDK is given.
   *
   * @param key in memory or in a token
   * @param chain its certificate first, as the JDK reads them
   * @param store empty and in memory, for a key in memory
   */
  public static KeyManager[] managers(PrivateKey key, List<X509Certificate> chain, KeyStore store)
      throws GeneralSecurityException {
    if (key instanceof TokenPrivateKey token) {
      return new KeyManager[] {new OwnKey(token, chain)};
    }
    char[] none = {};
    store.setKeyEntry(NAME, key, none, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX", "SunJSSE");
    factory.init(store, none);
    return factory.getKeyManagers();
  }

  private @Nullable String fitting(String @Nullable [] types, Principal @Nullable [] issuers) {
    boolean type = types != null && Arrays.asList(types).contains(key.getAlgorithm());
    boolean issuer =
        issuers == null
            || issuers.length == 0
            || chain.stream()
                .anyMatch(each -> Arrays.asList(issuers).contains(each.getIssuerX500Principal()));
    return type && issuer ? NAME : null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String @Nullable [] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return fitting(types, issuers);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String @Nullable [] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return fitting(types, issuers);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return fitting(new String[] {type}, issuers);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return fitting(new String[] {type}, issuers);
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return aliases(type, issuers);
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return aliases(type, issuers);
  }

  private String @Nullable [] aliases(String type, Principal @Nullable [] issuers) {
    String found = fitting(new String[] {type}, issuers);
    return found == null ? null : new String[] {found};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain.toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }
}
