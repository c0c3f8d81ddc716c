// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.key.Pkcs12File;
import org.penseal.key.Pkcs12Pair;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.ServiceException.UntrustedServer.Why;
import org.penseal.signature.Octets;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.embedded.DemoIssuer;
import org.penseal.trust.embedded.DemoTls;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.PathRevocation;
import org.penseal.trust.tls.server.ClientTrust;
import org.penseal.trust.tls.server.Listener;
import org.penseal.trust.tls.server.OrdinaryServerWire;
import org.penseal.trust.tls.server.ServerWire;
import org.penseal.trust.tls.server.SmServerWire;
import org.penseal.trust.tls.server.TlcpServerWire;

/** Servers and clients whose certificates a list revokes, over each protocol. */
@Tag("slow")
class RevokedPeersTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final char[] PASSWORD = "demo".toCharArray();

  @TempDir static Path folder;
  private static DemoTls sm;
  private static DemoIssuer ec;

  /** A protocol with a root and keys that fit it. */
  enum Way {
    ORDINARY("https"),
    SM("sm+https"),
    TLCP("tlcp+https");

    final String scheme;

    Way(String scheme) {
      this.scheme = scheme;
    }

    X509Certificate root() {
      return this == ORDINARY ? ec.root() : sm.root();
    }

    TlsIdentity server() throws Exception {
      if (this == ORDINARY) {
        return identity(ec.make("localhost", DemoIssuer.Use.SERVER, DemoIssuer.Curve.P256), null);
      }
      Pkcs12Pair pair = sm.pair("server", List.of("localhost"));
      return identity(pair.signing(), pair.encryption().orElseThrow());
    }

    TlsIdentity client() throws Exception {
      if (this == ORDINARY) {
        return identity(ec.make("station", DemoIssuer.Use.LOGIN, DemoIssuer.Curve.P256), null);
      }
      Pkcs12Pair pair = sm.pair("station", List.of());
      return identity(pair.signing(), pair.encryption().orElseThrow());
    }

    ServerWire wire(TlsIdentity own, ClientTrust clients) throws Exception {
      Optional<ClientTrust> asked = Optional.of(clients);
      return switch (this) {
        case ORDINARY -> new OrdinaryServerWire(own, asked, ServerWire.FLIGHT);
        case SM -> new SmServerWire(own, asked, ServerWire.FLIGHT);
        case TLCP -> new TlcpServerWire(own.tlcp(), asked, ServerWire.FLIGHT);
      };
    }

    /** A list of the root that revokes these. */
    Octets list(X509Certificate... revoked) throws Exception {
      String file = this == ORDINARY ? "ec-root.p12" : "tls-root.p12";
      Pkcs12File key = Pkcs12File.read(folder.resolve(file), PASSWORD);
      Instant now = CLOCK.instant();
      JcaX509v2CRLBuilder list =
          new JcaX509v2CRLBuilder(root(), Date.from(now.minus(Duration.ofHours(1))));
      list.setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
      for (X509Certificate each : revoked) {
        list.addCRLEntry(
            each.getSerialNumber(), Date.from(now.minusSeconds(60)), CRLReason.keyCompromise);
      }
      String algorithm = this == ORDINARY ? "SHA256withECDSA" : "SM3withSM2";
      return Octets.of(
          list.build(new JcaContentSignerBuilder(algorithm).setProvider("BC").build(key.key()))
              .getEncoded());
    }
  }

  @BeforeAll
  static void issues() throws Exception {
    SigningBench.registerProvider();
    sm = DemoTls.in(folder, CLOCK, new SecureRandom());
    ec =
        DemoIssuer.in(
            folder.resolve("ec-root.p12"),
            "root",
            DemoIssuer.Curve.P256,
            CLOCK,
            new SecureRandom());
  }

  private static TlsIdentity identity(Pkcs12File key, @Nullable Pkcs12File encryption) {
    return new TlsIdentity(
        key.key(),
        key.chain(),
        encryption == null
            ? null
            : new TlsIdentity.Encryption(encryption.key(), encryption.chain().getFirst()));
  }

  private static Optional<PeerPath.Rule> by(boolean required, Octets... lists) {
    return Optional.of(
        new PathRevocation(
            new PathJudge.Sources(List.of(lists), Optional.empty()), required, CLOCK));
  }

  /** What becomes of a client at the server. */
  private static String seen(Way way, TlsIdentity client, Optional<PeerPath.Rule> ofClients)
      throws Exception {
    ClientTrust clients = new ClientTrust(List.of(way.root()), true, ofClients);
    try (Listener listener = Listener.start(way.wire(way.server(), clients))) {
      HttpExchange http =
          new HttpExchange(Duration.ofSeconds(60), new TlsTrust(List.of(way.root()), client));
      URI uri = URI.create(way.scheme + "://localhost:" + listener.port() + "/");
      // With TLS 1.3 of the JDK the connection ends after the handshake, elsewhere in it.
      Exception refused = assertThrows(Exception.class, () -> http.get(uri));
      assertTrue(refused instanceof IOException || refused instanceof ServiceException);
      return listener.seen.poll(60, TimeUnit.SECONDS);
    }
  }

  private static int call(
      Way way,
      TlsIdentity server,
      Optional<PeerPath.Rule> ofServers,
      TlsIdentity client,
      Optional<PeerPath.Rule> ofClients)
      throws Exception {
    ClientTrust clients = new ClientTrust(List.of(way.root()), true, ofClients);
    try (Listener listener = Listener.start(way.wire(server, clients))) {
      TlsTrust trust = new TlsTrust(List.of(way.root()), client, null, ofServers);
      HttpExchange http = new HttpExchange(Duration.ofSeconds(60), trust);
      int status =
          http.get(URI.create(way.scheme + "://localhost:" + listener.port() + "/")).status();
      assertTrue(listener.seen.poll(60, TimeUnit.SECONDS).endsWith("CN=station"));
      return status;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRevokedServerIsToldNothing(Way way) throws Exception {
    TlsIdentity server = way.server();
    Octets list = way.list(server.chain().getFirst());
    ServiceException.UntrustedServer refused =
        assertThrows(
            ServiceException.UntrustedServer.class,
            () -> call(way, server, by(false, list), way.client(), Optional.empty()));
    assertEquals(Why.REVOKED, refused.why);
  }

  @ParameterizedTest
  @EnumSource
  void aRevokedClientDoesNotPassTheHandshake(Way way) throws Exception {
    TlsIdentity client = way.client();
    Octets list = way.list(client.chain().getFirst());
    String seen = seen(way, client, by(false, list));
    assertTrue(seen.startsWith("failed"), seen);
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNotInTheListPassesAlsoWhereAnAnswerIsRequired(Way way) throws Exception {
    Octets list = way.list();
    assertEquals(200, call(way, way.server(), by(true, list), way.client(), by(true, list)));
  }

  @ParameterizedTest
  @EnumSource
  void whereNobodyKnowsTheRuleDecides(Way way) throws Exception {
    TlsIdentity server = way.server();
    TlsIdentity client = way.client();
    assertEquals(200, call(way, server, by(false), client, by(false)));
    ServiceException.UntrustedServer refused =
        assertThrows(
            ServiceException.UntrustedServer.class,
            () -> call(way, server, by(true), client, Optional.empty()));
    assertEquals(Why.REVOCATION_UNKNOWN, refused.why);
    String seen = seen(way, client, by(true));
    assertTrue(seen.startsWith("failed"), seen);
  }

  @Test
  void theEncryptionCertificateOfATlcpServerIsLookedAtToo() throws Exception {
    TlsIdentity server = Way.TLCP.server();
    Octets list = Way.TLCP.list(Objects.requireNonNull(server.encryption()).certificate());
    ServiceException.UntrustedServer refused =
        assertThrows(
            ServiceException.UntrustedServer.class,
            () -> call(Way.TLCP, server, by(false, list), Way.TLCP.client(), Optional.empty()));
    assertEquals(Why.REVOKED, refused.why);
  }
}
