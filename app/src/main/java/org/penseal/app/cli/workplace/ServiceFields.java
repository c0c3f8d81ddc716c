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

  @Option(names = "--ca-reference", paramLabel = "NAME", description = "name of the CA's secret")
  @Nullable String caReference;

  @Option(
      names = "--ca-secret",
      paramLabel = "SECRET",
      description = "where the CA's secret comes from: file:PATH, credential:NAME or ask")
  @Nullable String caSecret;

  @Option(
      names = "--ca-key",
      paramLabel = "FILE|skf:LIB|pkcs11:LIB",
      description = "signs what the CA is sent, instead of a shared secret")
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

  @Option(names = "--tsa", paramLabel = "URL", description = "timestamp service; may be repeated")
  List<String> tsas = List.of();

  @Option(names = "--authority", paramLabel = "URL", description = "identity authority; repeatable")
  List<String> authorities = List.of();

  @Option(
      names = "--authority-trust",
      paramLabel = "FILE|DIR",
      description = "roots of the authority's servers; default: those of --tls-trust; repeatable")
  List<String> authorityTrust = List.of();

  @Option(
      names = "--authority-key",
      paramLabel = "FILE|skf:…|pkcs11:…",
      description =
          "key shown to the authority, which also signs every request: PKCS#12 file, or key in a"
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
      description = "certificate of the key with which the authority signs every answer")
  @Nullable String authorityCertificate;

  @Option(
      names = "--tls-trust",
      paramLabel = "FILE|DIR",
      description = "roots of TLS servers; may be repeated")
  List<String> tls = List.of();

  @Option(
      names = "--tls-key",
      paramLabel = "FILE|skf:…|pkcs11:…",
      description =
          "key shown to services that ask for a client certificate: PKCS#12 file, or key in a token")
  @Nullable String tlsKey;

  @Option(
      names = "--tls-secret",
      paramLabel = "SECRET",
      description = "password or PIN of --tls-key, as --ca-secret")
  @Nullable String tlsSecret;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description = "HTTP proxy in front of all services, http://HOST:PORT")
  @Nullable String proxy;

  @Option(
      names = "--proxy-except",
      paramLabel = "HOST",
      description = "host or domain that is reached without the proxy; may be repeated")
  List<String> proxyExcept = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "how long a service may take, 1 to 120; default 15")
  @Nullable Integer timeout;

  @Option(
      names = "--trust",
      paramLabel = "PURPOSE=FILE|DIR",
      description = "roots for signer, tsa, device, station or authority; may be repeated")
  List<String> trust = List.of();

  @Option(names = "--escrow", paramLabel = "CERT", description = "whose key can open handwriting")
  @Nullable String escrow;

  @Option(
      names = "--revocation-list",
      paramLabel = "FILE",
      description = "revocation list at hand, for whoever verifies here; may be repeated")
  List<String> revocationLists = List.of();

  @Option(
      names = "--revocation-online",
      description = "who verifies here asks the responders that certificates name")
  boolean revocationOnline;

  @Option(
      names = "--revocation-required",
      description = "nothing is valid here of which it is not known whether it was revoked")
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
