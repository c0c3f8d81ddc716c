// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.identity.message.MessageVerifier.Fault;

class MessageSignaturesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Component.Request REQUEST =
      new Component.Request(
          "POST",
          "https://authority.example/v1/verifications",
          ContentDigest.of("{}".getBytes(StandardCharsets.UTF_8)),
          "case-0001");

  private static KeyPair pair(String algorithm) throws Exception {
    if (algorithm.equals("RSA")) {
      KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
      rsa.initialize(2048);
      return rsa.generateKeyPair();
    }
    KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
    ec.initialize(new ECGenParameterSpec(algorithm));
    return ec.generateKeyPair();
  }

  private static MessageSigner.Headers sign(KeyPair pair, List<Component> components)
      throws Exception {
    MessageAlgorithm algorithm = MessageAlgorithm.of(pair.getPrivate()).orElseThrow();
    return new MessageSigner(pair.getPrivate(), "station", algorithm)
        .sign(components, NOW, "abcdefgh");
  }

  private static MessageVerifier verifier(KeyPair pair, Instant now) {
    return new MessageVerifier(
        List.of(new MessageKey("station", pair.getPublic())),
        Duration.ofMinutes(5),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  // RFC 9421, appendix B.2.4, with the key of B.1.3.
  @Test
  void verifiesTheSignatureOfTheStandard() throws Exception {
    PublicKey key =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new X509EncodedKeySpec(
                    Base64.getDecoder()
                        .decode(
                            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf"
                                + "w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==")));
    List<Component> components =
        List.of(
            new Component("\"@status\"", "200"),
            new Component("\"content-type\"", "application/json"),
            new Component(
                "\"content-digest\"",
                "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rj"
                    + "Jua"
                    + "hq4l5aGgfLQ==:"),
            new Component("\"content-length\"", "23"));
    String parameters =
        SignatureBase.list(components) + ";created=1618884473;keyid=\"test-key-ecc-p256\"";
    byte[] base = SignatureBase.of(components, parameters).getBytes(StandardCharsets.UTF_8);
    byte[] value =
        Base64.getDecoder()
            .decode(
                "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32"
                    + "oiasw==");
    assertTrue(MessageAlgorithm.ECDSA_P256_SHA256.verify(key, base, value));
    base[0]++;
    assertFalse(MessageAlgorithm.ECDSA_P256_SHA256.verify(key, base, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "RSA"})
  void takesWhatItSignedAndNothingElse(String algorithm) throws Exception {
    KeyPair pair = pair(algorithm);
    MessageSigner.Headers made = sign(pair, REQUEST.components());
    MessageVerifier verifier = verifier(pair, NOW);
    MessageVerifier.Finding good = verifier.check(REQUEST.components(), made.input(), made.value());
    assertTrue(good.isGood());
    assertEquals("abcdefgh", good.nonce());

    Component.Request otherBody =
        new Component.Request(
            "POST", REQUEST.targetUri(), ContentDigest.of(new byte[1]), "case-0001");
    Component.Request otherKey =
        new Component.Request("POST", REQUEST.targetUri(), REQUEST.contentDigest(), "case-0002");
    Component.Request otherPath =
        new Component.Request(
            "POST", REQUEST.targetUri() + "?x", REQUEST.contentDigest(), "case-0001");
    for (Component.Request other : List.of(otherBody, otherKey, otherPath)) {
      assertEquals(
          Fault.WRONG, verifier.check(other.components(), made.input(), made.value()).fault());
    }
    assertEquals(
        Fault.UNKNOWN_KEY,
        verifier
            .check(REQUEST.components(), made.input().replace("station", "other"), made.value())
            .fault());
    assertEquals(
        Fault.WRONG,
        verifier(pair(algorithm), NOW)
            .check(REQUEST.components(), made.input(), made.value())
            .fault());
  }

  @Test
  void coversExactlyWhatIsAskedFor() throws Exception {
    KeyPair pair = pair("secp256r1");
    MessageSigner.Headers less = sign(pair, REQUEST.components().subList(0, 2));
    assertEquals(
        Fault.OTHER_COMPONENTS,
        verifier(pair, NOW).check(REQUEST.components(), less.input(), less.value()).fault());
    assertEquals(
        Fault.MISSING, verifier(pair, NOW).check(REQUEST.components(), null, null).fault());
    assertEquals(
        Fault.MALFORMED,
        verifier(pair, NOW).check(REQUEST.components(), "sig1=()", less.value()).fault());
  }

  @Test
  void aKeyEndsWithItsCertificate() throws Exception {
    KeyPair pair = pair("secp256r1");
    MessageSigner.Headers made = sign(pair, REQUEST.components());
    for (int seconds : new int[] {-60, 0, 60}) {
      MessageKey key =
          new MessageKey(
              "station",
              pair.getPublic(),
              NOW.plusSeconds(seconds).minusSeconds(30),
              NOW.plusSeconds(seconds).plusSeconds(30));
      assertEquals(
          seconds == 0 ? null : Fault.KEY_NOT_VALID,
          new MessageVerifier(List.of(key), Duration.ofMinutes(5), Clock.fixed(NOW, ZoneOffset.UTC))
              .check(REQUEST.components(), made.input(), made.value())
              .fault());
    }
  }

  @Test
  void tooOldAndFromTheFutureAreRefused() throws Exception {
    KeyPair pair = pair("secp256r1");
    MessageSigner.Headers made = sign(pair, REQUEST.components());
    for (int seconds : new int[] {301, -301}) {
      assertEquals(
          Fault.STALE,
          verifier(pair, NOW.plusSeconds(seconds))
              .check(REQUEST.components(), made.input(), made.value())
              .fault());
    }
    assertTrue(
        verifier(pair, NOW.plusSeconds(299))
            .check(REQUEST.components(), made.input(), made.value())
            .isGood());
  }

  @Test
  void otherKeysSignNoMessages() throws Exception {
    assertTrue(MessageAlgorithm.of(pair("secp384r1").getPublic()).isEmpty());
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    assertTrue(MessageAlgorithm.of(rsa.generateKeyPair().getPublic()).isEmpty());
  }

  // openssl as a second opinion: RFC 9421, section 3.3.1, salt of 64 bytes.
  @Test
  void opensslVerifiesThePssSignature(@TempDir Path folder) throws Exception {
    KeyPair pair = pair("RSA");
    MessageSigner.Headers made = sign(pair, REQUEST.components());
    String parameters = made.input().substring("sig1=".length());
    Files.writeString(folder.resolve("base"), SignatureBase.of(REQUEST.components(), parameters));
    Files.write(
        folder.resolve("value"),
        Base64.getDecoder().decode(made.value().replaceAll("^sig1=:|:$", "")));
    Files.write(folder.resolve("key.der"), pair.getPublic().getEncoded());
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "dgst",
                "-sha512",
                "-sigopt",
                "rsa_padding_mode:pss",
                "-sigopt",
                "rsa_pss_saltlen:64",
                "-sigopt",
                "rsa_mgf1_md:sha512",
                "-keyform",
                "DER",
                "-verify",
                "key.der",
                "-signature",
                "value",
                "base")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, openssl.waitFor(), said);
  }
}
