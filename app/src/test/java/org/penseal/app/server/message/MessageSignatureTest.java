// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.server.http.Caller;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.refusal.ServeException.SignatureRefused;
import org.penseal.app.server.refusal.ServeException.SignatureRefused.Ground;
import org.penseal.app.workplace.CryptoProvider;

/** Signatures of requests, with the examples of RFC 9421, appendix B, and without mercy. */
class MessageSignatureTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_618_884_473);
  private static final String BODY = "{\"hello\": \"world\"}";
  // RFC 9421, appendix B.2.
  private static final String SHA_512 =
      "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

  @TempDir Path folder;
  private static KeyPair pair;

  @BeforeAll
  static void registers() throws Exception {
    CryptoProvider.register();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
  }

  private static Request request(String method, String target, Map<String, String> headers) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    int mark = target.indexOf('?');
    return new Request(
        method,
        target,
        mark < 0 ? target : target.substring(0, mark),
        Map.of(),
        all,
        new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)),
        new Caller(InetAddress.getLoopbackAddress(), List.of(), true));
  }

  private static Map<String, String> headers(String host) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("host", host);
    all.put("date", "Tue, 20 Apr 2021 02:07:55 GMT");
    all.put("content-type", "application/json");
    all.put("content-digest", SHA_512);
    all.put("content-length", "18");
    return all;
  }

  private static void verifies(String pem, Request request, Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key.pem"), pem);
    SignatureInput input =
        SignatureInput.of(request.header("signature-input").orElseThrow()).orElseThrow();
    String base = RequestBase.of(request, input).orElseThrow();
    FieldReader in = new FieldReader(request.header("signature").orElseThrow());
    assertEquals(input.label(), in.key().orElseThrow());
    assertTrue(in.takes('='));
    byte[] value = in.bytes().orElseThrow();
    RequestKey key = RequestKey.read(file, Optional.empty());
    byte[] text = base.getBytes(StandardCharsets.US_ASCII);
    assertTrue(key.algorithm().verifies(key.key(), text, value), base);
    text[0]++;
    assertFalse(key.algorithm().verifies(key.key(), text, value));
  }

  @Test
  void theRsaPssExampleOfTheStandardVerifies() throws Exception {
    // RFC 9421, appendices B.1.2 and B.2.3.
    Map<String, String> headers = headers("example.com");
    headers.put(
        "signature-input",
        "sig-b23=(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\""
            + " \"content-digest\""
            + " \"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"");
    headers.put(
        "signature",
        "sig-b23=:bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683"
            + "+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvK"
            + "iLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5"
            + "f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==:");
    verifies(
        """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
        +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
        oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
        gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
        Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
        aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
        2wIDAQAB
        -----END PUBLIC KEY-----
        """,
        request("POST", "/foo?param=Value&Pet=dog", headers),
        folder);
  }

  @Test
  void theEd25519ExampleOfTheStandardVerifies() throws Exception {
    // RFC 9421, appendices B.1.4 and B.2.6.
    Map<String, String> headers = headers("example.com");
    headers.put(
        "signature-input",
        "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\""
            + " \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"");
    headers.put(
        "signature",
        "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:");
    verifies(
        """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
        -----END PUBLIC KEY-----
        """,
        request("POST", "/foo?param=Value&Pet=dog", headers),
        folder);
  }

  @Test
  void theEcdsaExampleOfTheStandardVerifies() throws Exception {
    // RFC 9421, appendices B.1.3 and B.3.
    Map<String, String> headers = headers("service.internal.example");
    headers.put(
        "client-cert",
        ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMM"
            + "EkxBIEludGVybWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJD"
            + "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/IncWalRhebrXmckC8vdgJ1p5Be5F/3YC8Ot"
            + "hxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYDVR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCP"
            + "ct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQGV4"
            + "YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCOOB8TAiEAx/kH"
            + "SB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:");
    headers.put(
        "signature-input",
        "ttrp=(\"@path\" \"@query\" \"@method\" \"@authority\" \"client-cert\");created=1618884473"
            + ";keyid=\"test-key-ecc-p256\"");
    headers.put(
        "signature",
        "ttrp=:xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw==:");
    verifies(
        """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
        w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
        -----END PUBLIC KEY-----
        """,
        request("POST", "/foo?param=Value&Pet=dog", headers),
        folder);
  }

  private static final String ALL = "\"@method\" \"@target-uri\" \"content-digest\"";
  private static final String PARAMETERS =
      ";created=1618884473;nonce=\"0123456789abcdef\";keyid=\"k\"";

  private static Request signed(String method, String input, Map<String, String> headers)
      throws Exception {
    headers.put("signature-input", "sig=" + input);
    Request unsigned = request(method, "/v1/digest", headers);
    Optional<String> base =
        SignatureInput.of("sig=" + input).flatMap(read -> RequestBase.of(unsigned, read));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
    signature.initSign(pair.getPrivate());
    signature.update(base.orElse("").getBytes(StandardCharsets.US_ASCII));
    headers.put("signature", "sig=:" + Base64.getEncoder().encodeToString(signature.sign()) + ":");
    return request(method, "/v1/digest", headers);
  }

  private static MessageSignature verified(Request request) throws SignatureRefused {
    RequestKey key =
        new RequestKey(pair.getPublic(), Optional.empty(), RequestAlgorithm.ECDSA_P256_SHA256);
    return MessageSignature.of(
        request, keyid -> keyid.equals("k") ? Optional.of(key) : Optional.empty(), NOW);
  }

  private static Ground refused(Request request) {
    return assertThrows(SignatureRefused.class, () -> verified(request)).why;
  }

  @Test
  void aSignatureOverMethodTargetAndBodyIsAccepted() throws Exception {
    MessageSignature signature =
        verified(signed("POST", "(" + ALL + ")" + PARAMETERS, headers("a")));
    assertEquals("0123456789abcdef", signature.nonce());
    assertArrayEquals(
        BODY.getBytes(StandardCharsets.UTF_8), signature.request().body().readAllBytes());
    String parts = "(\"@query\" \"@authority\" \"@method\" \"@path\" \"content-digest\")";
    verified(signed("POST", parts + PARAMETERS + ";alg=\"ecdsa-p256-sha256\"", headers("a")));
  }

  @Test
  void aBodyOfAnotherDigestFailsAtItsEnd() throws Exception {
    Map<String, String> headers = headers("a");
    headers.put("content-digest", SHA_512.replace("WZDP", "WZDQ"));
    Request request = verified(signed("POST", "(" + ALL + ")" + PARAMETERS, headers)).request();
    assertThrows(BodyAltered.class, () -> request.body().readAllBytes());
    assertThrows(SignatureRefused.class, () -> MessageSignature.requireRead(request));
  }

  /** Written in ASCII, all of them would be question marks. */
  @Test
  void aCoveredFieldThatIsNotInAsciiIsRefused() throws Exception {
    Map<String, String> headers = headers("a");
    headers.put("x-name", "\u00e9");
    String input = "(" + ALL + " \"x-name\")" + PARAMETERS;
    assertEquals(Ground.COVERED, refused(signed("POST", input, headers)));
    headers.put("x-name", "e");
    verified(signed("POST", input, headers));
  }

  /** Who may open what is sealed stands in one of them. */
  @Test
  void aFieldOfOurOwnIsCovered() throws Exception {
    Map<String, String> headers = headers("a");
    headers.put("penseal-recipient", "MIIB");
    assertEquals(Ground.COVERED, refused(signed("POST", "(" + ALL + ")" + PARAMETERS, headers)));
    verified(signed("POST", "(" + ALL + " \"penseal-recipient\")" + PARAMETERS, headers));
  }

  @Test
  void aBodyThatWasAlteredStaysSo() throws Exception {
    Map<String, String> headers = headers("a");
    // That of no body at all, which is what is left to read the second time.
    headers.put("content-digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
    Request request = verified(signed("POST", "(" + ALL + ")" + PARAMETERS, headers)).request();
    assertThrows(BodyAltered.class, () -> request.body().readAllBytes());
    assertThrows(BodyAltered.class, () -> request.body().read());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|(\"@method\" \"@target-uri\")|COVERED",
        "POST|(\"@target-uri\" \"content-digest\")|COVERED",
        "POST|(\"@method\" \"@authority\" \"@path\" \"content-digest\")|COVERED",
        "POST|(\"@method\" \"@target-uri\" \"content-digest\" \"x-none\")|COVERED",
        "POST|(\"@method\" \"@target-uri\" \"content-digest\" \"@status\")|COVERED",
        "POST|(\"@method\" \"@target-uri\" \"Content-Digest\")|COVERED",
        "GET|(\"@method\" \"@target-uri\")|COVERED",
        "POST|(\"@method\" \"@method\" \"@target-uri\" \"content-digest\")|MALFORMED",
        "POST|(\"@method\" \"@query-param\";name=\"a\" \"@target-uri\""
            + " \"content-digest\")|MALFORMED",
        "POST|(\"@method\"\"@target-uri\" \"content-digest\")|MALFORMED",
      })
  void whatMustBeCoveredIs(String method, String components, Ground why) throws Exception {
    assertEquals(why, refused(signed(method, components + PARAMETERS, headers("a"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ";created=1618884412;nonce=\"0123456789abcdef\";keyid=\"k\"|TIME", // 61 s old
        ";created=1618884479;nonce=\"0123456789abcdef\";keyid=\"k\"|TIME", // 6 s ahead
        ";created=1618884470;expires=1618884472;nonce=\"0123456789abcdef\";keyid=\"k\"|TIME",
        ";created=1618884473;keyid=\"k\"|MALFORMED",
        ";nonce=\"0123456789abcdef\";keyid=\"k\"|MALFORMED",
        ";created=1618884473;nonce=\"0123456789abcdef\"|MALFORMED",
        ";created=1618884473;nonce=\"short\";keyid=\"k\"|MALFORMED",
        ";created=1618884473;created=1618884473;nonce=\"0123456789abcdef\";keyid=\"k\"|MALFORMED",
        ";created=1618884473;nonce=\"0123456789abcdef\";keyid=\"k\";more=\"m\"|MALFORMED",
        ";created=1618884473.0;nonce=\"0123456789abcdef\";keyid=\"k\"|MALFORMED",
        ";created=1618884473;nonce=\"0123456789abcdef\";keyid=\"other\"|VALUE",
        ";created=1618884473;nonce=\"0123456789abcdef\";keyid=\"k\";alg=\"ed25519\"|VALUE",
      })
  void parametersAreHeldToTheRules(String parameters, Ground why) throws Exception {
    assertEquals(why, refused(signed("POST", "(" + ALL + ")" + parameters, headers("a"))));
  }

  @Test
  void whatIsSignedIsWhatWasSent() throws Exception {
    Request good = signed("POST", "(" + ALL + ")" + PARAMETERS, headers("a"));
    Request other =
        new Request(
            "POST",
            "/v1/data/sign",
            "/v1/data/sign",
            Map.of(),
            good.headers(),
            good.body(),
            good.caller());
    assertEquals(Ground.VALUE, refused(other));
    Map<String, List<String>> headers = new LinkedHashMap<>(good.headers());
    headers.put("host", List.of("b"));
    assertEquals(
        Ground.VALUE,
        refused(
            new Request(
                "POST",
                "/v1/digest",
                "/v1/digest",
                Map.of(),
                headers,
                good.body(),
                good.caller())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sig=:AAA:",
        "sig=:AA==:, other=:AA==:",
        "other=:AA==:",
        "sig=AA==",
        "sig=:AA==",
        "sig=:AA==:;a=1",
        ""
      })
  void aFieldThatIsNotStrictlyOneSignatureIsRefused(String field) throws Exception {
    Request good = signed("POST", "(" + ALL + ")" + PARAMETERS, headers("a"));
    Map<String, List<String>> headers = new LinkedHashMap<>(good.headers());
    headers.put("signature", List.of(field));
    assertEquals(
        Ground.MALFORMED,
        refused(
            new Request(
                "POST",
                "/v1/digest",
                "/v1/digest",
                Map.of(),
                headers,
                good.body(),
                good.caller())));
  }

  @Test
  void theOrdinaryPortIsNoPartOfTheAuthority() throws Exception {
    Map<String, String> headers = headers("Service.Example:443");
    headers.put("signature-input", "s=(\"@authority\" \"@target-uri\")");
    Request request = request("GET", "/a?b=c", headers);
    String base =
        RequestBase.of(request, SignatureInput.of(headers.get("signature-input")).orElseThrow())
            .orElseThrow();
    assertEquals(
        "\"@authority\": service.example\n\"@target-uri\": https://service.example/a?b=c\n"
            + "\"@signature-params\": (\"@authority\" \"@target-uri\")",
        base);
  }
}
