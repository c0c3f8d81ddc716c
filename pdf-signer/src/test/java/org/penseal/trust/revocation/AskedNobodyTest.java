// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.Report;
import org.penseal.refusal.CredentialException;
import org.penseal.signature.Octets;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.Purpose;
import org.penseal.trust.TestChain;
import org.penseal.trust.TestChain.Party;
import org.penseal.trust.TrustStore;

/** Addresses in certificates of strangers, and certificates that name none. */
class AskedNobodyTest {
  private static final Instant NOW = Instant.now();

  private static PathJudge.Question question(X509Certificate leaf, X509Certificate... pool) {
    return new PathJudge.Question(leaf, List.of(pool), Purpose.SIGNER, NOW, NOW, NOW);
  }

  private static byte[] list(Party issuer, X509Certificate revoked) throws Exception {
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(
            new X500Name(issuer.name()), Date.from(NOW.minus(Duration.ofHours(1))));
    builder.setNextUpdate(Date.from(NOW.plus(Duration.ofDays(1))));
    builder.addCRLEntry(revoked.getSerialNumber(), Date.from(NOW.minus(Duration.ofHours(2))), 1);
    builder.addCRLEntry(BigInteger.TWO, Date.from(NOW), 1);
    return builder
        .build(
            new JcaContentSignerBuilder("SHA256withECDSA")
                .setProvider("BC")
                .build(issuer.key().getPrivate()))
        .getEncoded();
  }

  private static RevocationClient client() {
    return new RevocationClient(
        new HttpExchange(Duration.ofSeconds(60)),
        RevocationCache.inMemory(),
        List.of(),
        Clock.systemUTC(),
        new SecureRandom());
  }

  @Test
  void noIssuerIsFetchedFromAnAddressThatNobodyVouchesFor() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/ca";
      GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, address);
      AccessDescription[] places = {
        new AccessDescription(AccessDescription.id_ad_caIssuers, name),
        new AccessDescription(AccessDescription.id_ad_ocsp, name)
      };
      TestChain.Extra addresses =
          builder ->
              builder.addExtension(
                  Extension.authorityInfoAccess, false, new AuthorityInformationAccess(places));
      Party stranger = TestChain.party("stranger", "P-256");
      X509Certificate leaf = TestChain.leaf(stranger, TestChain.party("end", "P-256"), addresses);
      X509Certificate root = TestChain.ca(stranger, stranger);
      RevocationClient client = client();
      ValidationCollector collector = new ValidationCollector(TrustStore.empty(), client);
      for (PathJudge.Question each : List.of(question(leaf), question(leaf, root))) {
        assertThrows(
            CredentialException.ChainRefused.class,
            () -> collector.collect(each, ValidationData.NONE));
      }
      PathJudge judge =
          new PathJudge(TrustStore.empty(), new PathJudge.Sources(List.of(), Optional.of(client)));
      ProvenData nothing = ProvenData.unprotected(ValidationData.NONE, NOW);
      judge.judge(question(leaf, root), nothing);
      assertEquals(0, requests.get());
      // The same server is asked as soon as somebody trusts the root.
      new PathJudge(
              TrustStore.empty().with(Purpose.SIGNER, root),
              new PathJudge.Sources(List.of(), Optional.of(client)))
          .judge(question(leaf), nothing);
      assertEquals(true, requests.get() > 0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void certificateThatSaysNobodyCanBeAskedIsRevokedByAListAllTheSame() throws Exception {
    Party root = TestChain.party("root", "P-256");
    TestChain.Extra none = // noRevAvail, RFC 9608
        builder ->
            builder.addExtension(new ASN1ObjectIdentifier("2.5.29.56"), false, DERNull.INSTANCE);
    X509Certificate leaf = TestChain.leaf(root, TestChain.party("end", "P-256"), none);
    TrustStore store = TrustStore.empty().with(Purpose.SIGNER, TestChain.ca(root, root));
    ProvenData nothing = ProvenData.unprotected(ValidationData.NONE, NOW);
    PathJudge.Result plain = new PathJudge(store).judge(question(leaf), nothing);
    assertEquals(Report.Chain.TRUSTED, plain.status());
    PathJudge.Sources lists =
        new PathJudge.Sources(List.of(Octets.of(list(root, leaf))), Optional.empty());
    PathJudge.Result told = new PathJudge(store, lists).judge(question(leaf), nothing);
    assertEquals(Report.Chain.REVOKED, told.status());
  }

  @Test
  void certificateThatIsTrustedForItselfIsNotCalledChecked() throws Exception {
    Party root = TestChain.party("root", "P-256");
    X509Certificate leaf = TestChain.leaf(root, TestChain.party("end", "P-256"));
    X509Certificate issuer = TestChain.ca(root, root);
    TrustStore store = TrustStore.empty().with(Purpose.SIGNER, leaf);
    ProvenData nothing = ProvenData.unprotected(ValidationData.NONE, NOW);
    PathJudge.Sources lists =
        new PathJudge.Sources(List.of(Octets.of(list(root, leaf))), Optional.empty());
    PathJudge.Result alone = new PathJudge(store, lists).judge(question(leaf), nothing);
    assertEquals(Report.Chain.TRUSTED, alone.status());
    assertEquals(List.of("revocation-not-checked", "revocation-unknown"), alone.reasons());
    assertEquals(false, alone.covered());
    // Its issuer's list counts as soon as the issuer is there to verify it.
    PathJudge.Result told = new PathJudge(store, lists).judge(question(leaf, issuer), nothing);
    assertEquals(Report.Chain.REVOKED, told.status());
    PathJudge.Result itself =
        new PathJudge(TrustStore.empty().with(Purpose.SIGNER, issuer), lists)
            .judge(question(issuer), nothing);
    assertEquals(false, itself.reasons().contains("revocation-not-checked"));
  }

  @Test
  void onlyWhoAsksOthersIsGivenTheirTime() {
    RevocationClient client = client();
    List<Octets> lists = List.of(Octets.of(new byte[0]));
    assertEquals(
        Duration.ZERO, new PathJudge.Sources(lists, Optional.empty()).patience(), "at hand");
    assertEquals(
        RevocationClient.PATIENCE,
        new PathJudge.Sources(List.of(), Optional.of(client)).patience());
  }
}
