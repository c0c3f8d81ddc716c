// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.IdentityException.AuthorityNonsense;
import org.penseal.identity.IdentityException.AuthorityRefused;
import org.penseal.identity.IdentityException.AuthorityUnreachable;
import org.penseal.identity.IdentityException.InsecureAddress;

/**
 * Asks an authority over HTTP (docs/authority-openapi.yaml). Any thread may use it; who makes it
 * closes it.
 *
 * <p>A request with the same idempotency key is decided once: after {@link AuthorityUnreachable}
 * the caller repeats it with the same key and is not charged twice. Nothing of the claim is logged.
 */
public final class AuthorityClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);
  private static final Set<Integer> GONE = Set.of(502, 503, 504);

  private final URI base;
  private final Duration timeout;
  private final Clock clock;
  private final HttpClient http;

  /**
   * Connects nothing yet.
   *
   * @param base as {@code https://host/path}; plain http only to this machine
   * @param timeout for connecting, and again for the whole answer
   * @param clock the answer's time must lie within ten minutes of it
   * @throws InsecureAddress for plain http to another machine, or any other scheme
   */
  public AuthorityClient(URI base, Duration timeout, Clock clock) throws InsecureAddress {
    this(base, timeout, clock, null);
  }

  /**
   * The same.
   *
   * @param tls for https; null for that of the JDK
   */
  public AuthorityClient(URI base, Duration timeout, Clock clock, @Nullable SSLContext tls)
      throws InsecureAddress {
    if (!secure(base)) {
      throw new InsecureAddress(base.toString());
    }
    this.base = base;
    this.timeout = timeout;
    this.clock = clock;
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER);
    this.http = (tls == null ? builder : builder.sslContext(tls)).build();
  }

  private static boolean secure(URI base) {
    String host = base.getHost();
    if (host == null || base.getScheme() == null) {
      return false;
    }
    boolean loopback = Set.of("127.0.0.1", "localhost", "[::1]").contains(host);
    return switch (base.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> true;
      case "http" -> loopback;
      default -> false;
    };
  }

  /**
   * Whether the authority answers now.
   *
   * @return its name
   * @throws AuthorityUnreachable when it does not
   */
  public String probe() throws IdentityException, InterruptedException {
    JsonNode answer = send(HttpRequest.newBuilder(resolve("/v1/health")).GET(), 200);
    return text(answer, "provider");
  }

  /**
   * Has a claim verified.
   *
   * @param claim what to verify
   * @param idempotencyKey 8 to 64 letters, digits or hyphens; one for each claim, kept for repeats
   * @throws AuthorityUnreachable when there is no answer in time
   * @throws AuthorityRefused when the request is refused
   * @throws AuthorityNonsense when the answer does not fit
   */
  public IdentityResult verify(IdentityClaim claim, String idempotencyKey)
      throws IdentityException, InterruptedException {
    if (!idempotencyKey.matches("[A-Za-z0-9-]{8,64}")) {
      throw new IllegalArgumentException("idempotency key of 8 to 64 letters, digits, hyphens");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(resolve("/v1/verifications"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(claim)));
    return result(send(request, 200), claim.mode());
  }

  private URI resolve(String path) {
    String start = base.toString();
    return URI.create(
        (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path);
  }

  private static byte[] body(IdentityClaim claim) {
    ObjectNode body = JSON.createObjectNode();
    body.put("mode", claim.mode().word());
    body.put("name", claim.name());
    body.put("idNumber", claim.idNumber().text());
    if (claim.phone() != null) {
      body.put("phone", claim.phone());
    }
    byte[] portrait = claim.portraitJpeg();
    if (portrait != null) {
      body.put("portrait", Base64.getEncoder().encodeToString(portrait));
    }
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  private JsonNode send(HttpRequest.Builder request, int wanted)
      throws IdentityException, InterruptedException {
    HttpResponse<InputStream> response;
    byte[] bytes;
    try {
      response =
          http.send(
              request.timeout(timeout).header("Accept", "application/json").build(),
              HttpResponse.BodyHandlers.ofInputStream());
      bytes = read(response.body());
    } catch (HttpTimeoutException e) {
      throw new AuthorityUnreachable(base.toString(), true, e);
    } catch (IOException e) {
      throw new AuthorityUnreachable(base.toString(), false, e);
    }
    int status = response.statusCode();
    if (GONE.contains(status)) {
      throw new AuthorityUnreachable(base.toString(), false, null);
    }
    if (status >= 400 && status < 500) {
      throw new AuthorityRefused(status, code(bytes));
    }
    if (status != wanted) {
      throw new AuthorityNonsense("status " + status, null);
    }
    return tree(bytes);
  }

  private static byte[] read(InputStream stream) throws IOException, AuthorityNonsense {
    try (stream) {
      byte[] bytes = stream.readNBytes(LONGEST_ANSWER + 1);
      if (bytes.length > LONGEST_ANSWER) {
        throw new AuthorityNonsense("longer than " + LONGEST_ANSWER + " bytes", null);
      }
      return bytes;
    }
  }

  private static JsonNode tree(byte[] bytes) throws AuthorityNonsense {
    try {
      JsonNode tree = JSON.readTree(bytes);
      if (!tree.isObject()) {
        throw new AuthorityNonsense("no JSON object", null);
      }
      return tree;
    } catch (IOException e) {
      throw new AuthorityNonsense("no JSON", null);
    }
  }

  private static String code(byte[] bytes) {
    try {
      String code = JSON.readTree(bytes).path("code").asText("");
      return code.matches("[a-z0-9-]{1,40}") ? code : "";
    } catch (IOException e) {
      return ""; // the status says enough
    }
  }

  private IdentityResult result(JsonNode answer, IdentityMode asked) throws AuthorityNonsense {
    if (!text(answer, "mode").equals(asked.word())) {
      throw new AuthorityNonsense("another mode than asked", null);
    }
    Instant at;
    IdentityResult.Result decision;
    try {
      at = Instant.parse(text(answer, "at"));
      decision =
          IdentityResult.Result.valueOf(
              text(answer, "result").toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new AuthorityNonsense("time or result", e);
    }
    if (Duration.between(at, clock.instant()).abs().compareTo(CLOCK_TOLERANCE) > 0) {
      throw new AuthorityNonsense("time is more than ten minutes off", null);
    }
    Double similarity = number(answer, "similarity");
    Double threshold = number(answer, "threshold");
    if (decision == IdentityResult.Result.MATCH
        && similarity != null
        && threshold != null
        && similarity < threshold) {
      throw new AuthorityNonsense("a match below its own threshold", null);
    }
    return new IdentityResult(
        asked,
        text(answer, "provider"),
        at,
        decision,
        text(answer, "referenceId"),
        similarity,
        threshold,
        answer.path("demo").asBoolean(false));
  }

  private static String text(JsonNode answer, String field) throws AuthorityNonsense {
    JsonNode value = answer.path(field);
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > 200) {
      throw new AuthorityNonsense("field " + field, null);
    }
    return value.asText();
  }

  private static @Nullable Double number(JsonNode answer, String field) throws AuthorityNonsense {
    JsonNode value = answer.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isNumber() || Math.abs(value.asDouble()) > 1) {
      throw new AuthorityNonsense("field " + field, null);
    }
    return value.asDouble();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
