// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The chain: each line has an HMAC-SM3 over the one before it and itself. */
final class AuditChain {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  // One for all: only one thread writes, or reads.
  private final Mac mac;
  private long number;
  private String last;

  AuditChain(byte[] key) {
    this.mac = started(key);
    this.number = 0;
    this.last = "0".repeat(64);
  }

  private AuditChain(AuditChain same) {
    this.mac = same.mac;
    this.number = same.number;
    this.last = same.last;
  }

  /** A chain that goes on from the same place by itself. */
  AuditChain copy() {
    return new AuditChain(this);
  }

  /** The number of the last entry. */
  long number() {
    return number;
  }

  /** The next line, with its end. */
  String next(AuditEntry entry) {
    ObjectNode line = JSON.createObjectNode();
    line.put("n", number + 1);
    line.put("at", entry.at().toString());
    line.put("application", entry.application());
    line.put("address", entry.address());
    line.put("operation", entry.operation());
    line.put("key", entry.key());
    line.put("digest", entry.digest());
    line.put("status", entry.status());
    line.put("code", entry.code());
    String text = text(line);
    String value = mac(text);
    number++;
    last = value;
    return closed(text, value) + "\n";
  }

  private static String closed(String text, String mac) {
    return text.substring(0, text.length() - 1) + ",\"mac\":\"" + mac + "\"}";
  }

  /** Takes a line that was read; false if it does not fit the one before it. */
  boolean takes(String line) {
    Optional<ObjectNode> read = parsed(line);
    if (read.isEmpty()) {
      return false;
    }
    JsonNode value = read.get().remove("mac");
    // Read back, and nothing else: of a field that stands there twice a reader may see the other.
    boolean fits =
        value != null
            && line.equals(closed(text(read.get()), value.asText()))
            && read.get().path("n").asLong() == number + 1
            && MessageDigest.isEqual(
                value.asText().getBytes(StandardCharsets.UTF_8),
                mac(text(read.get())).getBytes(StandardCharsets.UTF_8));
    if (fits) {
      number++;
      last = value.asText();
    }
    return fits;
  }

  private static Optional<ObjectNode> parsed(String line) {
    try {
      return JSON.readTree(line) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String text(ObjectNode line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  private String mac(String line) {
    mac.reset(); // what a failure may have left
    mac.update(last.getBytes(StandardCharsets.US_ASCII));
    // Begins anew with the same key.
    return HexFormat.of().formatHex(mac.doFinal(line.getBytes(StandardCharsets.UTF_8)));
  }

  private static Mac started(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HMACSM3");
      mac.init(new SecretKeySpec(key, "HMACSM3"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMACSM3 is missing: is the provider registered?", e);
    }
  }
}
