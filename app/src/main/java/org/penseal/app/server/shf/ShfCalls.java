// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.penseal.app.server.api.CallSession;
import org.penseal.app.server.api.JsonBody;
import org.penseal.app.server.api.Operations;
import org.penseal.app.server.api.Route;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.key.CipherMode;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.app.server.refusal.ServeException.WrongField;
import org.penseal.app.server.shf.Triple.Type;
import org.penseal.signature.Hashing;

/**
 * Operations as GM/T 0136-2024 asks for them, below {@code /shf/v1/}: parameters as triples in
 * {@code Data}. Each is translated for the operation of {@code /v1/} that does it; nothing is
 * signed, verified or encrypted here. Read from secondary sources: see the decision 0055.
 */
public final class ShfCalls {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PATH = "/shf/v1/";
  private static final int MOST_CONTENT = 3 << 20;
  // Of a file that is only digested or signed: to name a long one costs a caller nothing, while it
  // keeps a processor busy. Whoever has longer ones sends the bytes.
  private static final long MOST_FILE = 64 << 20;
  // The longest content in base64, and what stands around it.
  private static final int MOST_JSON = (4 << 20) + (64 << 10);

  private final Map<String, Route> known = new HashMap<>();
  private final SharedFolder files;
  private final long mostBytes;

  private ShfCalls(List<Route> known, ServeSettings.Services settings, Hashing hashing)
      throws WrongField {
    known.forEach(route -> this.known.put(route.path(), route));
    this.files = SharedFolder.of(settings.fileUriFolder(), hashing);
    this.mostBytes = Math.min(MOST_FILE, settings.http().bodyBytes());
  }

  /**
   * The routes.
   *
   * @param known those of the operations that do the work
   * @throws WrongField if the folder of the settings is another by now
   */
  public static List<Route> routes(
      List<Route> known, ServeSettings.Services settings, Hashing hashing) throws WrongField {
    ShfCalls calls = new ShfCalls(known, settings, hashing);
    return List.of(
        calls.post("Sign", "/v1/data/sign", calls::sign),
        calls.post("Verify", "/v1/data/verify", calls::verify),
        calls.post("Digest", "/v1/digest", calls::digest),
        calls.post("Encrypt", "/v1/encrypt", calls::encrypt),
        calls.post("Decrypt", "/v1/decrypt", calls::decrypt),
        calls.post("EncryptByExternalPublicKey", "/v1/envelope/seal", calls::seal),
        calls.post("ParseCertificate", "/v1/certificate/parse", calls::parse),
        calls.get("GetKeys", "/v1/keys", ShfCalls::keys),
        calls.get("GetAlgorithms", "/v1/keys", _ -> algorithms()));
  }

  @FunctionalInterface
  private interface Translation {
    List<Triple> done(Triples data, DelegatedCall behind) throws Exception;
  }

  @FunctionalInterface
  private interface Work {
    byte[] done(GivenContent content) throws Exception;
  }

  @FunctionalInterface
  private interface Query {
    List<Triple> asked(DelegatedCall behind) throws Exception;
  }

  private Route post(String name, String path, Translation translation) {
    Route own = Objects.requireNonNull(known.get(path), path);
    return Route.post(
        PATH + name,
        own.operation(),
        (request, session) -> {
          request.only(Set.of());
          Triples data = Triples.of(JsonBody.of(request, session, MOST_JSON));
          if (data.has("CallbackUri")) {
            throw new ServeException.CallbackRefused();
          }
          return answer(translation.done(data, new DelegatedCall(own, request, session)));
        });
  }

  private Route get(String name, String path, Query query) {
    Route own = Objects.requireNonNull(known.get(path), path);
    return Route.get(
        PATH + name,
        own.operation(),
        (request, session) -> {
          request.only(Set.of());
          return answer(query.asked(new DelegatedCall(own, request, session)));
        });
  }

  private static Answer answer(List<Triple> triples) throws Exception {
    return JsonBody.answer(Map.of("Data", triples.stream().map(Triple::json).toList()));
  }

  // The last that is read of the data: a file is not opened for a call that is refused anyway.
  private byte[] worked(Triples data, DelegatedCall behind, String name, long most, Work work)
      throws Exception {
    if (data.has(name) == data.has("FileUri")) {
      throw new BadParameter(name);
    }
    if (data.has(name)) {
      byte[] bytes = data.bytes(name);
      data.end();
      return work.done(GivenContent.of(bytes));
    }
    String uri = data.needed("FileUri");
    data.end();
    CallSession session = behind.session();
    // Whoever may encrypt a file for a key of their own reads it: nobody knows who anybody is.
    if (session.application().credentials().anybody()) {
      throw SharedFolder.refused();
    }
    // A file never lets its reader wait, as a caller does who sends the bytes: on a virtual thread
    // nobody else would have the processor until its end.
    return session.turn(() -> ofFile(uri, most, session, work));
  }

  private byte[] ofFile(String uri, long most, CallSession session, Work work) throws Exception {
    try (SteadyFile file = files.open(uri, most)) {
      try {
        return work.done(new GivenContent(file, file.length()));
      } finally {
        // Whatever the operation has noted: the record tells which file was read.
        file.sm3().ifPresent(session::took);
      }
    } catch (SteadyFile.Changed e) {
      throw SharedFolder.refused();
    }
  }

  private byte[] answered(Triples data, DelegatedCall behind, String name, long most)
      throws Exception {
    return worked(data, behind, name, most, content -> behind.answered(content, MOST_JSON));
  }

  private List<Triple> sign(Triples data, DelegatedCall behind) throws Exception {
    behind.with("key", data.needed("KeyId")).with("form", data.text("Form"));
    return List.of(Triple.bytes("Signature", answered(data, behind, "PlainText", mostBytes)));
  }

  private List<Triple> verify(Triples data, DelegatedCall behind) throws Exception {
    Base64.Encoder base64 = Base64.getEncoder();
    Map<String, String> json = new HashMap<>();
    json.put("signature", base64.encodeToString(data.bytes("Signature")));
    byte[] answered;
    if (data.has("PlainText") || data.has("FileUri")) {
      Work work =
          content -> {
            behind.session().reserve(content.length());
            json.put("content", base64.encodeToString(content.in().readAllBytes()));
            return verified(json, behind);
          };
      answered = worked(data, behind, "PlainText", MOST_CONTENT, work);
    } else {
      data.end();
      answered = verified(json, behind);
    }
    JsonNode report = JSON.readTree(answered);
    return List.of(
        Triple.of("Result", Type.RAW, report.path("verdict").asText()),
        Triple.of("Report", Type.RAW, report.toString()));
  }

  private static byte[] verified(Map<String, String> json, DelegatedCall behind) throws Exception {
    behind.header("content-type", "application/json");
    return behind.answered(GivenContent.of(JSON.writeValueAsBytes(json)), MOST_JSON);
  }

  private List<Triple> digest(Triples data, DelegatedCall behind) throws Exception {
    behind.with("algorithm", data.text("Algorithm"));
    JsonNode digest = JSON.readTree(answered(data, behind, "PlainText", mostBytes));
    return List.of(Triple.of("Digest", Type.HEX, digest.path("digest").asText()));
  }

  private List<Triple> encrypt(Triples data, DelegatedCall behind) throws Exception {
    behind
        .with("key", data.needed("KeyId"))
        .with("algorithm", data.text("Algorithm"))
        .with("context", data.text("Context"));
    return List.of(Triple.bytes("CipherText", answered(data, behind, "PlainText", MOST_CONTENT)));
  }

  private List<Triple> decrypt(Triples data, DelegatedCall behind) throws Exception {
    behind.with("key", data.needed("KeyId")).with("context", data.text("Context"));
    return List.of(Triple.bytes("PlainText", answered(data, behind, "CipherText", MOST_JSON)));
  }

  // An envelope names its recipient by the certificate: a key alone is not enough.
  private List<Triple> seal(Triples data, DelegatedCall behind) throws Exception {
    byte[] certificate = data.bytes("PublicKey");
    behind
        .header("penseal-recipient", Base64.getEncoder().encodeToString(certificate))
        .with("form", data.text("Form"));
    return List.of(Triple.bytes("CipherText", answered(data, behind, "PlainText", MOST_CONTENT)));
  }

  private List<Triple> parse(Triples data, DelegatedCall behind) throws Exception {
    List<CertificateTag> tags =
        CertificateTag.all(data.texts("Tags").orElseGet(CertificateTag::names));
    JsonNode facts = JSON.readTree(answered(data, behind, "Certificate", MOST_CONTENT));
    return tags.stream().map(tag -> tag.of(facts)).toList();
  }

  private static List<Triple> keys(DelegatedCall behind) throws Exception {
    List<String> names = new ArrayList<>();
    List<String> uses = new ArrayList<>();
    List<String> ready = new ArrayList<>();
    JsonNode found = JSON.readTree(behind.answered(GivenContent.of(new byte[0]), MOST_JSON));
    for (JsonNode key : found.path("keys")) {
      names.add(key.path("name").asText());
      uses.add(key.path("use").asText());
      ready.add(key.path("ready").asText());
    }
    return List.of(
        Triple.list("KeyId", Type.RAW, names),
        Triple.list("KeyUse", Type.RAW, uses),
        Triple.list("Ready", Type.RAW, ready));
  }

  // What the parameter Algorithm may be, by operation; signatures go by the kind of the key.
  private static List<Triple> algorithms() {
    List<String> modes = Arrays.stream(CipherMode.values()).map(CipherMode::word).toList();
    return List.of(
        Triple.list("Digest", Type.RAW, Operations.DIGESTS),
        Triple.list("Encrypt", Type.RAW, modes));
  }
}
