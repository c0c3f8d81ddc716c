// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.message.Component;
import org.penseal.identity.message.ContentDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests of the protocol and answers them, each idempotency key once. Any thread. */
final class AuthorityDesk {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorityDesk.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_REQUEST_BYTES = 8 << 20;
  private static final int KEPT_ANSWERS = 1000;

  private final String address;
  private final RequestGate gate;
  private final Registry registry;
  private final Map<String, Answered> answered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answered> eldest) {
          return size() > KEPT_ANSWERS;
        }
      };

  private record Answered(String requestDigest, HttpReply reply) {}

  /**
   * A request and what it is answered.
   *
   * @param request what a signature of the answer covers
   */
  record Served(Component.Request request, HttpReply reply) {}

  /** Decides one request. */
  private interface Decision {
    ObjectNode of(JsonNode request) throws RequestRefused;
  }

  AuthorityDesk(String address, RequestGate gate, Registry registry) {
    this.address = address;
    this.gate = gate;
    this.registry = registry;
  }

  /** Reads a request and decides it. */
  Served serve(HttpExchange exchange) throws IOException {
    byte[] body = body(exchange);
    Component.Request request = request(exchange, body);
    try {
      return new Served(
          request,
          switch (request.method() + " " + exchange.getRequestURI().getPath()) {
            case "GET /v1/health" -> health();
            case "POST /v1/verifications" -> post(exchange, request, body, registry::decide);
            case "POST /v1/phone-codes" -> post(exchange, request, body, registry::sendCode);
            default -> HttpReply.error(404, "not-found");
          });
    } catch (RequestRefused e) {
      return new Served(request, e.reply());
    }
  }

  /** Reads a request and decides nothing. */
  Component.Request read(HttpExchange exchange) throws IOException {
    return request(exchange, body(exchange));
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    try (InputStream stream = exchange.getRequestBody()) {
      return stream.readNBytes(LONGEST_REQUEST_BYTES + 1);
    }
  }

  private Component.Request request(HttpExchange exchange, byte[] body) {
    String key = header(exchange, "Idempotency-Key");
    return new Component.Request(
        exchange.getRequestMethod(),
        address + exchange.getRequestURI(),
        ContentDigest.of(body),
        key == null ? "" : key);
  }

  private static @Nullable String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  private static HttpReply health() throws IOException {
    return new HttpReply(
        200,
        JSON.writeValueAsBytes(
            JSON.createObjectNode()
                .put("status", "up")
                .put("provider", Registry.PROVIDER)
                .put("demo", true)),
        0);
  }

  private HttpReply post(
      HttpExchange exchange, Component.Request request, byte[] body, Decision decision)
      throws RequestRefused, IOException {
    String type = header(exchange, "Content-Type");
    if (!request.idempotencyKey().matches("[A-Za-z0-9-]{8,64}")) {
      throw new RequestRefused(400, "missing-idempotency-key");
    }
    if (type == null || !type.startsWith("application/json")) {
      throw new RequestRefused(415, "json-only");
    }
    if (body.length > LONGEST_REQUEST_BYTES) {
      throw new RequestRefused(413, "too-large");
    }
    String said = header(exchange, ContentDigest.HEADER);
    if (said != null && !said.equals(request.contentDigest())) {
      throw new RequestRefused(400, "content-digest");
    }
    gate.require(request, header(exchange, "Signature-Input"), header(exchange, "Signature"));
    return once(request, body, decision);
  }

  /** The same key gives the same answer, a refusal too; with another body it is refused. */
  private HttpReply once(Component.Request request, byte[] body, Decision decision)
      throws RequestRefused, IOException {
    JsonNode claim = parse(body);
    String key = request.targetUri() + " " + request.idempotencyKey();
    synchronized (answered) {
      Answered before = answered.get(key);
      if (before != null) {
        if (!before.requestDigest().equals(request.contentDigest())) {
          throw new RequestRefused(409, "idempotency-conflict");
        }
        return before.reply();
      }
      HttpReply reply = decide(request, claim, decision);
      if (reply.status() != 429) { // decided nothing
        answered.put(key, new Answered(request.contentDigest(), reply));
      }
      return reply;
    }
  }

  private static HttpReply decide(Component.Request request, JsonNode claim, Decision decision)
      throws IOException {
    try {
      ObjectNode answer = decision.of(claim);
      answer.put("requestDigest", request.contentDigest());
      answer.put("idempotencyKey", request.idempotencyKey());
      return new HttpReply(200, JSON.writeValueAsBytes(answer), 0);
    } catch (RequestRefused e) {
      return e.reply();
    }
  }

  private static JsonNode parse(byte[] body) throws RequestRefused {
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree.isObject()) {
        return tree;
      }
    } catch (IOException e) {
      LOG.debug("request is no JSON");
    }
    throw new RequestRefused(400, "json-only");
  }
}
