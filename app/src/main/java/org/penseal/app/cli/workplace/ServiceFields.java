// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.workplace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.app.workplace.file.WorkplaceText;
import picocli.CommandLine.Option;

/** What {@code workplace init} writes of services, of the way to them, and of whom is trusted. */
final class ServiceFields {
  @Option(names = "--ca", paramLabel = "URL", description = "CMP address of the CA")
  @Nullable String ca;

  @Option(
      names = "--ca-reference",
      paramLabel = "NAME",
      description = "reference name of the secret shared with the CA")
  @Nullable String caReference;

  @Option(
      names = "--ca-secret",
      paramLabel = "SECRET",
      description = "source of the secret shared with the CA: file:PATH, credential:NAME or ask")
  @Nullable String caSecret;

  @Option(
      names = "--ca-key",
      paramLabel = "FILE|skf:LIB|pkcs11:LIB",
      description = "key that signs messages to the CA, instead of a shared secret")
  @Nullable String caKey;

  @Option(
      names = "--ca-key-secret",
      paramLabel = "SECRET",
      description = "password or PIN of --ca-key, as --ca-secret")
  @Nullable String caKeySecret;

  @Option(
      names = "--ca-certificate",
      paramLabel = "FILE",
      description = "certificate of the key that signs the CA's messages; with --ca-key")
  @Nullable String caCertificate;

  @Option(names = "--tsa", paramLabel = "URL", description = "timestamp service; repeatable")
  List<String> tsas = List.of();

  @Option(
      names = "--authority",
      paramLabel = "URL",
      description = "address of the identity authority; repeatable")
  List<String> authorities = List.of();

  @Option(
      names = "--authority-trust",
      paramLabel = "FILE|DIR",
      description =
          "root certificates for the authority's servers; default: those of --tls-trust;"
              + " repeatable")
  List<String> authorityTrust = List.of();

  @Option(
      names = "--authority-key",
      paramLabel = "FILE|skf:…|pkcs11:…",
      description =
          "client key for the authority, which also signs every request: PKCS #12 file, or key in a"
              + " token")
  @Nullable String authorityKey;

  @Option(
      names = "--authority-secret",
      paramLabel = "SECRET",
      description = "password or PIN of --authority-key, as --ca-secret")
  @Nullable String authoritySecret;

  @Option(
      names = "--authority-certificate",
      paramLabel = "FILE",
      description = "certificate of the key with which the authority signs its answers")
  @Nullable String authorityCertificate;

  @Option(
      names = "--tls-trust",
      paramLabel = "FILE|DIR",
      description = "root certificates for TLS servers; repeatable")
  List<String> tls = List.of();

  @Option(
      names = "--tls-key",
      paramLabel = "FILE|skf:…|pkcs11:…",
      description =
          "client key for services that request a client certificate: PKCS #12 file, or key in a"
              + " token")
  @Nullable String tlsKey;

  @Option(
      names = "--tls-secret",
      paramLabel = "SECRET",
      description = "password or PIN of --tls-key, as --ca-secret")
  @Nullable String tlsSecret;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description = "HTTP proxy for all services, http://HOST:PORT")
  @Nullable String proxy;

  @Option(
      names = "--proxy-except",
      paramLabel = "HOST",
      description = "host or domain that is reached without the proxy; repeatable")
  List<String> proxyExcept = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "time limit for a service, 1 to 120; default: 15")
  @Nullable Integer timeout;

  @Option(
      names = "--trust",
      paramLabel = "PURPOSE=FILE|DIR",
      description =
          "root certificates for signer, tsa or device, or registered certificates for station or"
              + " authority; repeatable")
  List<String> trust = List.of();

  @Option(
      names = "--escrow",
      paramLabel = "CERT",
      description = "certificate whose key can open the sealed handwriting")
  @Nullable String escrow;

  @Option(
      names = "--revocation-list",
      paramLabel = "FILE",
      description = "local certificate revocation list for verification; repeatable")
  List<String> revocationLists = List.of();

  @Option(
      names = "--revocation-online",
      description = "query the OCSP responders that certificates name when verifying")
  boolean revocationOnline;

  @Option(
      names = "--revocation-required",
      description =
          "treat signatures as indeterminate unless each certificate is known not to be revoked")
  boolean revocationRequired;

  /** Puts what is given into the fields of a file. */
  void write(Map<String, Object> all) {
    Map<String, Object> authority =
        WorkplaceText.fields("address", ca, "reference", caReference, "secret", caSecret);
    WorkplaceText.put(authority, "key", WorkplaceText.fields("key", caKey, "secret", caKeySecret));
    authority.putAll(WorkplaceText.fields("certificate", caCertificate));
    WorkplaceText.put(all, "ca", authority);
    WorkplaceText.put(all, "timestamp", tsas);
    Map<String, Object> identity = new LinkedHashMap<>();
    WorkplaceText.put(identity, "addresses", authorities);
    WorkplaceText.put(identity, "trust", authorityTrust);
    WorkplaceText.put(
        identity, "key", WorkplaceText.fields("key", authorityKey, "secret", authoritySecret));
    identity.putAll(WorkplaceText.fields("certificate", authorityCertificate));
    WorkplaceText.put(all, "authority", identity);
    WorkplaceText.put(all, "network", network());
    WorkplaceText.put(all, "trust", trusted());
  }

  private Map<String, Object> network() {
    Map<String, Object> network = new LinkedHashMap<>();
    WorkplaceText.put(network, "trust", tls);
    WorkplaceText.put(network, "key", WorkplaceText.fields("key", tlsKey, "secret", tlsSecret));
    if (timeout != null) {
      network.put("timeoutSeconds", timeout);
    }
    Map<String, Object> between = WorkplaceText.fields("address", proxy);
    WorkplaceText.put(between, "except", proxyExcept);
    WorkplaceText.put(network, "proxy", between);
    return network;
  }

  private Map<String, Object> trusted() {
    Map<String, Object> roots = WorkplaceText.fields("escrow", escrow);
    for (String each : trust) {
      int at = each.indexOf('=');
      String purpose = at < 0 ? each : each.substring(0, at);
      WorkplaceText.add(roots, purpose, at < 0 ? "" : each.substring(at + 1));
    }
    Map<String, Object> revocation = new LinkedHashMap<>();
    WorkplaceText.put(revocation, "lists", revocationLists);
    if (revocationOnline) {
      revocation.put("online", true);
    }
    if (revocationRequired) {
      revocation.put("required", true);
    }
    WorkplaceText.put(roots, "revocation", revocation);
    return roots;
  }

  /** Asks for them one after the other; nothing answered leaves a field out. */
  void ask(Questions questions) {
    ca = questions.one("ca");
    caReference = questions.one("ca-reference", ca);
    caSecret = questions.one("ca-secret", caReference);
    if (ca != null && caReference == null) {
      caKey = questions.one("ca-key");
      caKeySecret = questions.one("ca-key-secret", caKey);
      caCertificate = questions.one("ca-certificate", caKey);
    }
    tsas = questions.several("tsa");
    authorities = questions.several("authority");
    if (!authorities.isEmpty()) {
      authorityKey = questions.one("authority-key");
      authoritySecret = questions.one("authority-secret", authorityKey);
      authorityCertificate = questions.one("authority-certificate");
    }
    tls = questions.several("tls-trust");
    tlsKey = questions.one("tls-key");
    tlsSecret = questions.one("tls-secret", tlsKey);
    proxy = questions.one("proxy");
    List<String> roots = new ArrayList<>();
    for (String purpose : List.of("signer", "tsa", "device")) {
      questions.several("trust-" + purpose).forEach(file -> roots.add(purpose + "=" + file));
    }
    trust = roots;
    escrow = questions.one("escrow");
  }
}
