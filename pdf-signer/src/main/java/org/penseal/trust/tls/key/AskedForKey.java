// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.key;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows what another key manager shows, if there is one, and remembers which servers asked for a
 * certificate. In TLS 1.3 a client is told after its handshake that its certificate is refused (RFC
 * 8446, section 4.4.2.4 and appendix E.1.1), and that alert is lost where the server closes the
 * connection before it has read the request. May be shared between threads.
 */
public final class AskedForKey extends X509ExtendedKeyManager {
  private static final int MOST_SERVERS = 1000;

  private final @Nullable X509ExtendedKeyManager shown;
  private final Set<String> servers;

  /**
   * A key manager.
   *
   * @param shown what is shown; null for nothing
   */
  public AskedForKey(@Nullable X509ExtendedKeyManager shown) {
    this.shown = shown;
    this.servers = ConcurrentHashMap.newKeySet();
  }

  /** Whether the server at a host and port has ever asked. */
  public boolean by(String host, int port) {
    return servers.contains(host + ":" + port);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String @Nullable [] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    if (engine != null && servers.size() < MOST_SERVERS) {
      servers.add(engine.getPeerHost() + ":" + engine.getPeerPort());
    }
    return shown == null ? null : shown.chooseEngineClientAlias(types, issuers, engine);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String @Nullable [] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return shown == null ? null : shown.chooseClientAlias(types, issuers, socket);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return shown == null ? null : shown.getClientAliases(type, issuers);
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return shown == null ? null : shown.getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return shown == null ? null : shown.getPrivateKey(alias);
  }
}
