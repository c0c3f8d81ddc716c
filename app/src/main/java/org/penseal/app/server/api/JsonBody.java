// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.BadParameter;

/** The JSON object of a request, read strictly, and JSON as an answer. */
public final class JsonBody {
  /** The longest JSON that is read where it carries a content. */
  static final int CONTENT_BYTES = 16 << 20;

  private static final int MOST_BYTES = 1 << 20;

  private static final int MOST_ITEMS = 64;
  private static final int LONGEST_CERTIFICATE = 64 << 10;
  // As a tree, short values take many times the memory of their text. The largest bodies that are
  // read have 64 objects of three texts, one of them a list of 64: under 600 tokens, four deep.
  private static final int MOST_TOKENS = 1024;
  private static final int DEEPEST = 8;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxTokenCount(MOST_TOKENS)
                          .maxNestingDepth(DEEPEST)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;
  private final Set<String> known = new HashSet<>();

  private JsonBody(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads one of at most 1 MiB.
   *
   * @throws ServeException.BadRequest if it is no JSON object, or larger as a tree than any call
   *     needs
   */
  public static JsonBody of(Request request, CallSession session)
      throws ServeException.Refusal, IOException {
    return of(request, session, MOST_BYTES);
  }

  /**
   * Reads one.
   *
   * @throws ServeException.BadRequest if it is no JSON object, or larger as a tree than any call
   *     needs
   */
  public static JsonBody of(Request request, CallSession session, int mostBytes)
      throws ServeException.Refusal, IOException {
    boolean json =
        request
            .header("content-type")
            .orElse("")
            .split(";", 2)[0]
            .trim()
            .equalsIgnoreCase("application/json");
    if (!json) {
      throw new ServeException.BadRequest("content-type");
    }
    try {
      JsonNode read = JSON.readTree(session.bytes(request, mostBytes));
      if (read == null || !read.isObject()) {
        throw new ServeException.BadRequest("json");
      }
      return new JsonBody(read);
    } catch (JsonProcessingException e) {
      throw new ServeException.BadRequest("json");
    }
  }

  /** A text. */
  public Optional<String> text(String name) throws BadParameter {
    known.add(name);
    JsonNode found = object.get(name);
    if (found == null) {
      return Optional.empty();
    }
    if (!found.isTextual()) {
      throw new BadParameter(name);
    }
    return Optional.of(found.asText());
  }

  /** A text that must be there. */
  public String needed(String name) throws BadParameter {
    return text(name).orElseThrow(() -> new BadParameter(name));
  }

  /** Texts; empty if the field is not there. */
  public Optional<List<String>> texts(String name) throws BadParameter {
    known.add(name);
    JsonNode found = object.get(name);
    if (found == null) {
      return Optional.empty();
    }
    if (!found.isArray() || found.size() > MOST_ITEMS) {
      throw new BadParameter(name);
    }
    List<String> all = new ArrayList<>();
    for (JsonNode each : found) {
      if (!each.isTextual()) {
        throw new BadParameter(name);
      }
      all.add(each.asText());
    }
    return Optional.of(all);
  }

  /** Whether a field is there and a list. */
  public boolean isList(String name) {
    return object.path(name).isArray();
  }

  /** Objects, each to be read to its end; empty if the field is not there. */
  public List<JsonBody> objects(String name) throws BadParameter {
    known.add(name);
    JsonNode found = object.get(name);
    List<JsonBody> all = new ArrayList<>();
    if (found == null) {
      return all;
    }
    if (!found.isArray() || found.size() > MOST_ITEMS) {
      throw new BadParameter(name);
    }
    for (JsonNode each : found) {
      if (!each.isObject()) {
        throw new BadParameter(name);
      }
      all.add(new JsonBody(each));
    }
    return all;
  }

  /** Bytes in base64. */
  public Optional<byte[]> bytes(String name) throws BadParameter {
    Optional<String> text = text(name);
    return text.isPresent() ? Optional.of(decoded(name, text.get())) : Optional.empty();
  }

  private static byte[] decoded(String name, String text) throws BadParameter {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new BadParameter(name);
    }
  }

  /** Certificates, DER in base64. */
  public List<X509Certificate> certificates(String name) throws BadParameter {
    return certificates(name, JsonBody::certificate);
  }

  /** Reads one certificate of a field. */
  @FunctionalInterface
  public interface CertificateReading {
    /** DER or PEM. */
    X509Certificate of(String name, byte[] encoded) throws BadParameter;
  }

  /** The same, each read in a way of the caller's. */
  public List<X509Certificate> certificates(String name, CertificateReading reading)
      throws BadParameter {
    known.add(name);
    JsonNode found = object.get(name);
    List<X509Certificate> all = new ArrayList<>();
    if (found == null) {
      return all;
    }
    if (!found.isArray() || found.size() > MOST_ITEMS) {
      throw new BadParameter(name);
    }
    for (JsonNode each : found) {
      if (!each.isTextual()) {
        throw new BadParameter(name);
      }
      all.add(reading.of(name, decoded(name, each.asText())));
    }
    return all;
  }

  /** A certificate, DER or PEM. */
  public static X509Certificate certificate(String name, byte[] encoded) throws BadParameter {
    if (encoded.length > LONGEST_CERTIFICATE) {
      throw new BadParameter(name);
    }
    try {
      X509Certificate read =
          (X509Certificate)
              CertificateFactory.getInstance("X.509", "BC")
                  .generateCertificate(new ByteArrayInputStream(encoded));
      if (read == null) {
        throw new BadParameter(name);
      }
      return read;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new BadParameter(name);
    }
  }

  /** Refuses fields that nobody asked for: a misspelt one must not be ignored. */
  public void end() throws BadParameter {
    for (String name : (Iterable<String>) object::fieldNames) {
      if (!known.contains(name)) {
        throw new BadParameter(name);
      }
    }
  }

  /** An answer in JSON. */
  public static Answer answer(Object value) throws JsonProcessingException {
    return Answer.of(200, "application/json", JSON.writeValueAsBytes(value));
  }
}
