// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penseal.file.Durable;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/** What must be known of a prepared file to complete it after a crash: JSON beside the file. */
final class Facts {
  private static final int VERSION = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Facts() {}

  static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".facts.json");
  }

  static void write(PreparedPdf prepared) throws SigningException, IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("version", VERSION);
    node.put("input", prepared.input().toString());
    node.put("inputLength", prepared.inputLength());
    node.put("inputDigest", prepared.inputDigest().hex());
    node.put("incrementDigest", prepared.incrementDigest().hex());
    node.put("holeStart", prepared.range().holeStart());
    node.put("holeEnd", prepared.range().holeEnd());
    node.put("end", prepared.range().end());
    node.put("profile", prepared.profile().name());
    node.put("suite", prepared.suite().name());
    node.put("digest", prepared.digest().hex());
    node.put("fieldName", prepared.fieldName());
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    Durable.replace(beside(prepared.file()), "facts", out -> out.write(bytes));
  }

  static PreparedPdf read(Path file) throws SigningException {
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(beside(file)));
      if (node.path("version").asInt() != VERSION) {
        throw new DocumentException.Damaged(file, "facts of another version", null);
      }
      return new PreparedPdf(
          file,
          Path.of(text(node, "input")),
          number(node, "inputLength"),
          Octets.ofHex(text(node, "inputDigest")),
          Octets.ofHex(text(node, "incrementDigest")),
          new ByteRange(number(node, "holeStart"), number(node, "holeEnd"), number(node, "end")),
          SignatureSpec.Profile.of(text(node, "profile")),
          Suite.valueOf(text(node, "suite")),
          Octets.ofHex(text(node, "digest")),
          text(node, "fieldName"));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new DocumentException.Damaged(file, "facts cannot be parsed", e);
    } catch (IOException e) {
      throw new DocumentException.Damaged(file, "facts cannot be read", e);
    }
  }

  private static String text(JsonNode node, String key) {
    if (!node.path(key).isTextual()) {
      throw new IllegalArgumentException("no text " + key);
    }
    return node.path(key).asText();
  }

  private static long number(JsonNode node, String key) {
    if (!node.path(key).isIntegralNumber()) {
      throw new IllegalArgumentException("no number " + key);
    }
    return node.path(key).asLong();
  }
}
