// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.message.ContentDigest;
import org.penseal.identity.message.MessageSigner;

/** Writes answers, signed if there is a key, and with what they are to have wrong. Any thread. */
final class Answering {
  private static final int FAR_TOO_LONG = 1 << 20;
  private static final int NONCE_BYTES = 16;

  private final @Nullable MessageSigner signer;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private @Nullable Written first;

  private record Written(HttpReply reply, MessageSigner.@Nullable Headers headers) {}

  Answering(@Nullable MessageSigner signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  void write(HttpExchange exchange, AuthorityDesk.Served served, AuthorityFault fault)
      throws IOException {
    HttpReply reply = altered(served, fault);
    Written written = new Written(reply, signed(served, reply));
    synchronized (this) {
      if (first == null && reply.status() == 200 && !served.request().idempotencyKey().isEmpty()) {
        first = written;
      }
      Written earlier = first;
      if (fault == AuthorityFault.REPLAYED && earlier != null) {
        written = earlier;
      }
    }
    if (fault == AuthorityFault.WRONG_SIGNATURE) {
      String lie = reply.text().replace("no-match", "match") + " ";
      written = new Written(reply.with(lie), written.headers());
    }
    send(exchange, written, fault);
  }

  private static HttpReply altered(AuthorityDesk.Served served, AuthorityFault fault) {
    HttpReply reply = served.reply();
    String text = reply.text();
    return switch (fault) {
      case NONSENSE -> reply.with("<html>it works</html>");
      case HUGE -> reply.with("{\"provider\":\"" + "x".repeat(FAR_TOO_LONG) + "\"}");
      case OTHER_MODE -> reply.with(field(text, "mode", "other"));
      case OTHER_REQUEST ->
          reply.with(field(text, "requestDigest", ContentDigest.of(new byte[] {1})));
      case BELOW_THRESHOLD ->
          reply.with(
              field(text, "result", "match")
                  .replaceFirst("\"similarity\":[-0-9.E]+,\"threshold\":[-0-9.E]+,", "")
                  .replaceFirst("\\{", "{\"similarity\":0.1,\"threshold\":0.5,"));
      default -> reply;
    };
  }

  private static String field(String json, String name, String value) {
    return json.replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":\"" + value + "\"");
  }

  private MessageSigner.@Nullable Headers signed(AuthorityDesk.Served served, HttpReply reply) {
    MessageSigner key = signer;
    if (key == null) {
      return null;
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      return key.sign(
          served.request().answered(reply.status(), ContentDigest.of(reply.body())),
          clock.instant(),
          HexFormat.of().formatHex(nonce));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read can sign", e);
    }
  }

  private static void send(HttpExchange exchange, Written written, AuthorityFault fault)
      throws IOException {
    HttpReply reply = written.reply();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set(ContentDigest.HEADER, ContentDigest.of(reply.body()));
    MessageSigner.Headers signature = written.headers();
    if (signature != null) {
      headers.set("Signature-Input", signature.input());
      headers.set("Signature", signature.value());
    }
    if (reply.retryAfterSeconds() > 0) {
      headers.set("Retry-After", Long.toString(reply.retryAfterSeconds()));
    }
    if (reply.status() == 302) {
      headers.set("Location", "https://authority.example/v1/verifications");
    }
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    boolean cut = fault == AuthorityFault.CUT_BODY;
    exchange
        .getResponseBody()
        .write(reply.body(), 0, cut ? reply.body().length / 2 : reply.body().length);
  }
}
