// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.strangers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An identity authority that is nobody's demonstration, written after docs/authority-openapi.yaml
 * with nothing of PenSeal: TLS with a certificate of the client's, and signed answers (RFC 9421).
 */
final class Registrar implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The one person whom it knows.
   *
   * @param name as on the card
   * @param number of the card
   */
  record Person(String name, String number) {}

  /**
   * Signs answers.
   *
   * @param key on P-256
   * @param certificate of the key
   */
  record Seal(PrivateKey key, X509Certificate certificate) {}

  private final HttpsServer server;
  private final Person known;
  private final Seal seal;
  private final List<String> clients = new ArrayList<>();
  private int portraits;

  private Registrar(HttpsServer server, Person known, Seal seal) {
    this.server = server;
    this.known = known;
    this.seal = seal;
  }

  /**
   * Listens.
   *
   * @param tls its own key, and whose clients it believes
   */
  static Registrar start(SSLContext tls, Person known, Seal seal) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters demands = tls.getDefaultSSLParameters();
            demands.setNeedClientAuth(true);
            parameters.setSSLParameters(demands);
          }
        });
    Registrar registrar = new Registrar(server, known, seal);
    server.createContext("/", registrar::answer);
    server.start();
    return registrar;
  }

  URI address() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The clients that asked, by their certificates. */
  synchronized List<String> clients() {
    return List.copyOf(clients);
  }

  /** How many portraits were compared. */
  synchronized int portraits() {
    return portraits;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      clients.add(((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName());
      byte[] body = exchange.getRequestBody().readAllBytes();
      ObjectNode answer = JSON.createObjectNode().put("provider", "City registry");
      answer.put("demo", false);
      if (exchange.getRequestMethod().equals("GET")) {
        send(exchange, answer.put("status", "up"));
        return;
      }
      decide(JSON.readTree(body), answer);
      answer.put("requestDigest", digest(body));
      answer.put("idempotencyKey", exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      sign(exchange, body, JSON.writeValueAsBytes(answer));
      send(exchange, answer);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void decide(JsonNode claim, ObjectNode answer) {
    boolean same =
        claim.path("name").asText().equals(known.name())
            && claim.path("idNumber").asText().equals(known.number());
    byte[] portrait = Base64.getDecoder().decode(claim.path("portrait").asText());
    boolean jpeg = portrait.length > 2 && (portrait[0] & 0xff) == 0xff;
    portraits += jpeg ? 1 : 0;
    answer.put("mode", claim.path("mode").asText());
    answer.put("result", same && jpeg ? "match" : "no-match");
    answer.put("referenceId", UUID.randomUUID().toString());
    answer.put("at", Instant.now().toString());
  }

  private static String digest(byte[] body) throws GeneralSecurityException {
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(body);
    return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
  }

  private void sign(HttpExchange exchange, byte[] request, byte[] answer)
      throws GeneralSecurityException {
    String id =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(seal.certificate().getEncoded()));
    String parameters =
        "(\"@status\" \"content-digest\" \"@method\";req \"@target-uri\";req"
            + " \"content-digest\";req \"idempotency-key\";req);created=%d;keyid=\"%s\";alg=\"%s\";nonce=\"%s\""
                .formatted(
                    Instant.now().getEpochSecond(),
                    id,
                    "ecdsa-p256-sha256",
                    UUID.randomUUID().toString().replace("-", ""));
    String target = "https://127.0.0.1:" + server.getAddress().getPort();
    String base =
        """
        "@status": 200
        "content-digest": %s
        "@method";req: %s
        "@target-uri";req: %s
        "content-digest";req: %s
        "idempotency-key";req: %s
        "@signature-params": %s"""
            .formatted(
                digest(answer),
                exchange.getRequestMethod(),
                target + exchange.getRequestURI(),
                digest(request),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                parameters);
    Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
    signer.initSign(seal.key());
    signer.update(base.getBytes(StandardCharsets.US_ASCII));
    String value = Base64.getEncoder().encodeToString(signer.sign());
    exchange.getResponseHeaders().set("Content-Digest", digest(answer));
    exchange.getResponseHeaders().set("Signature-Input", "sig1=" + parameters);
    exchange.getResponseHeaders().set("Signature", "sig1=:" + value + ":");
  }

  private static void send(HttpExchange exchange, ObjectNode answer) throws IOException {
    byte[] body = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
