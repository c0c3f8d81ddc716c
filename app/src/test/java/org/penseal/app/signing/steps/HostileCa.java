// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CertConfirmContent;
import org.bouncycastle.asn1.cmp.CertOrEncCert;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.CertifiedKeyPair;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIConfirmContent;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.penseal.app.workplace.Settings;
import org.penseal.signature.Octets;
import org.penseal.trust.EventRequest;
import org.penseal.trust.cmp.CmpProtection;
import org.penseal.trust.cmp.MessageProtection;

/** A CMP server that grants everything, and issues a certificate with one thing wrong. */
final class HostileCa implements AutoCloseable {
  static final String SECRET = "secret";

  private final HttpServer server;
  private final CmpProtection protection =
      new CmpProtection("ref", SECRET.toCharArray(), new SecureRandom());
  private final Forge forge;

  /** What the next certificates have wrong. */
  volatile Consumer<Forge.Cert> lie = c -> {};

  /** PKIStatus of every confirmation, with its text. */
  final List<String> confirmed = new ArrayList<>();

  HostileCa(Forge forge) throws IOException {
    this.forge = forge;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer = body.length == 0 ? body : answer(body);
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    server.start();
  }

  Settings.Ca settings() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return Settings.Ca.shared(address, "ref", SECRET);
  }

  private byte[] answer(byte[] body) throws Exception {
    PKIMessage request = PKIMessage.getInstance(body);
    PKIBody reply;
    if (request.getBody().getType() == PKIBody.TYPE_P10_CERT_REQ) {
      reply = issue(request);
    } else {
      PKIStatusInfo status =
          CertConfirmContent.getInstance(request.getBody().getContent())
              .toCertStatusArray()[0]
              .getStatusInfo();
      confirmed.add(
          status.getStatus()
              + (status.getStatusString() == null
                  ? ""
                  : " " + status.getStatusString().getStringAtUTF8(0).getString()));
      reply = new PKIBody(PKIBody.TYPE_CONFIRM, new PKIConfirmContent());
    }
    MessageProtection.Link link =
        new MessageProtection.Link(
            Octets.of(request.getHeader().getTransactionID().getOctets()),
            protection.nonce(),
            Octets.of(request.getHeader().getSenderNonce().getOctets()));
    X509CertificateHolder root = new JcaX509CertificateHolder(forge.root);
    return protection.protect(reply, link, Instant.now(), root).getEncoded("DER");
  }

  private PKIBody issue(PKIMessage request) throws Exception {
    byte[] csr = request.getBody().getContent().toASN1Primitive().getEncoded("DER");
    EventRequest asked = EventRequest.parse(Octets.of(csr));
    X509Certificate issued =
        forge.event(asked.commonName(), asked.key().getEncoded(), asked.binding(), lie);
    CertResponse response =
        new CertResponse(
            new ASN1Integer(-1),
            new PKIStatusInfo(PKIStatus.granted),
            new CertifiedKeyPair(
                new CertOrEncCert(
                    new CMPCertificate(Certificate.getInstance(issued.getEncoded())))),
            null);
    return new PKIBody(
        PKIBody.TYPE_CERT_REP, new CertRepMessage(null, new CertResponse[] {response}));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
