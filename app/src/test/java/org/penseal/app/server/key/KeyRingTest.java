// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.refusal.ServeException.KeyUnusable;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.app.workplace.file.Secret;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.PinRefused;
import org.penseal.refusal.CredentialException.TokenMissing;
import org.penseal.refusal.CredentialException.TokenRemoved;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.embedded.DemoIssuer;
import org.penseal.trust.embedded.DemoIssuer.Curve;
import org.penseal.trust.embedded.DemoIssuer.Use;

@Timeout(600)
class KeyRingTest {
  private static final Instant TURN = Instant.parse("2026-11-20T00:00:00Z");
  private static final String PASSWORD = "word";
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;
  private DemoIssuer issuer;

  @BeforeEach
  void issues() throws Exception {
    CryptoProvider.register();
    issuer =
        DemoIssuer.in(folder.resolve("root.p12"), "Root", Curve.SM2, Clock.systemUTC(), RANDOM);
    secret("password", (PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private Path secret(String name, byte[] content) throws Exception {
    Path file = Files.write(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private KeyRing ring(String use, String... versions) throws Exception {
    String json =
        """
        {"version":1,"listen":[{"address":"127.0.0.1:0"}],"keys":[{"name":"k","use":"%s",
         "versions":[%s]}]}"""
            .formatted(use, String.join(",", versions));
    Path file = Files.writeString(folder.resolve("serve.json"), json);
    return KeyRing.open(ServeFile.read(file), Secret.Asker.NOBODY, Hashing.jca(), Instant.now());
  }

  private static String version(String place, String more) {
    return "{\"place\":\"" + place + "\",\"secret\":\"file:password\"" + more + "}";
  }

  private static String from(Instant at) {
    return ",\"from\":\"" + at + "\"";
  }

  @Test
  void theNewestVersionThatHasBegunSignsAndTheOldOneStillOpens() throws Exception {
    issuer.issue(folder.resolve("old.p12"), PASSWORD.toCharArray(), "Old", Use.OPEN, Curve.SM2);
    issuer.issue(folder.resolve("new.p12"), PASSWORD.toCharArray(), "New", Use.OPEN, Curve.SM2);
    try (KeyRing ring = ring("open", version("old.p12", ""), version("new.p12", from(TURN)))) {
      NamedKey key = ring.find("k").orElseThrow();
      X509Certificate before = key.certificate(TURN.minusSeconds(1));
      X509Certificate after = key.certificate(TURN);
      assertEquals("CN=Old", before.getSubjectX500Principal().getName());
      assertEquals("CN=New", after.getSubjectX500Principal().getName());
      assertEquals(2, key.openers().size());
      assertEquals(List.of(after, before), key.certificates());
    }
  }

  @Test
  void aSecretKeyIsFollowedByAnotherWithoutLosingWhatItHasEncrypted() throws Exception {
    byte[] first = new byte[32];
    byte[] second = new byte[32];
    RANDOM.nextBytes(first);
    RANDOM.nextBytes(second);
    secret("first.key", first);
    secret("second.key", second);
    try (KeyRing ring =
        ring(
            "encrypt",
            "{\"place\":\"first.key\"}",
            "{\"place\":\"second.key\"" + from(TURN) + "}")) {
      NamedKey key = ring.find("k").orElseThrow();
      byte[] old = key.encrypt(CipherMode.GCM, new byte[] {1}, "", TURN.minusSeconds(1), RANDOM);
      byte[] fresh = key.encrypt(CipherMode.GCM, new byte[] {2}, "", TURN, RANDOM);
      assertArrayEquals(new byte[] {1}, key.decrypt(old, "", RANDOM));
      assertArrayEquals(new byte[] {2}, key.decrypt(fresh, "", RANDOM));
      assertFalse(Arrays.equals(Arrays.copyOfRange(old, 5, 13), Arrays.copyOfRange(fresh, 5, 13)));
    }
  }

  @Test
  void aKeyThatIsNotForItsUseIsRefusedAtTheStart() throws Exception {
    issuer.issue(folder.resolve("k.p12"), PASSWORD.toCharArray(), "K", Use.SIGN, Curve.SM2);
    assertThrows(KeyUnusable.class, () -> ring("timestamp", version("k.p12", "")));
    assertThrows(KeyUnusable.class, () -> ring("sign", version("none.p12", "")));
    secret("password", "wrong\n".getBytes(StandardCharsets.UTF_8));
    assertThrows(KeyUnusable.class, () -> ring("sign", version("k.p12", "")));
  }

  @Test
  void aSecretThatOthersCanReadOrOfAnotherLengthIsRefused() throws Exception {
    Path file = secret("short.key", new byte[31]);
    assertThrows(KeyUnusable.class, () -> ring("encrypt", "{\"place\":\"short.key\"}"));
    Files.write(file, new byte[32]);
    ring("encrypt", "{\"place\":\"short.key\"}").close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(KeyUnusable.class, () -> ring("encrypt", "{\"place\":\"short.key\"}"));
  }

  /** A token that is pulled and put back, or refuses otherwise. */
  private static final class Pulled implements KeyPlace.Opening {
    final AtomicReference<@Nullable Supplier<CredentialException>> fault = new AtomicReference<>();
    final AtomicInteger opened = new AtomicInteger();
    Pkcs12File inside;

    Pulled(Pkcs12File inside) {
      this.inside = inside;
    }

    @Override
    public SigningKey.Streaming open() throws SigningException {
      opened.incrementAndGet();
      requireThere();
      SigningKey.Streaming key = inside.open();
      return new SigningKey.Streaming() {
        @Override
        public List<X509Certificate> chain() {
          return key.chain();
        }

        @Override
        public byte[] sign(InputStream in) throws SigningException, IOException {
          requireThere();
          return key.sign(in);
        }

        @Override
        public void close() {
          key.close();
        }
      };
    }

    private void requireThere() throws CredentialException {
      @Nullable Supplier<CredentialException> now = fault.get();
      if (now != null) {
        throw now.get();
      }
    }
  }

  static List<Supplier<CredentialException>> waysToBeAway() {
    return List.of(
        CredentialException.TokenRemoved::new,
        () -> new CredentialException.TokenFailed("SKF_ECCSignData", 0x0A000001),
        () -> new CredentialException.TokenMissing(TokenMissing.Part.DEVICE, "", null),
        () -> new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.REMOVED, null));
  }

  @ParameterizedTest
  @MethodSource("waysToBeAway")
  void aTokenThatIsPulledIsToldOfAndSignsAgainWhenItIsBack(Supplier<CredentialException> away)
      throws Exception {
    Pulled token = new Pulled(issuer.make("Token", Use.SIGN, Curve.SM2));
    SharedKey shared = new SharedKey("token", new KeyPlace.Token(token), Duration.ofMillis(1));
    assertTrue(shared.there());
    assertTrue(shared.view().sign(new byte[] {1}).length > 60);
    token.fault.set(away);
    assertThrows(away.get().getClass(), () -> shared.view().sign(new byte[] {1}));
    assertFalse(shared.there());
    token.fault.set(null);
    assertTrue(afterAWhile(shared).length > 60);
  }

  @Test
  void aWayThatTheKeyDoesNotSignInIsNoFailureOfTheToken() throws Exception {
    Pulled token = new Pulled(issuer.make("Token", Use.SIGN, Curve.SM2));
    SharedKey shared = new SharedKey("token", new KeyPlace.Token(token), Duration.ofHours(1));
    SigningKey.Way other = new SigningKey.Way(Suite.RSA_PSS_SHA256, Suite.DEFAULT_SM2_ID);
    for (int i = 0; i < 10; i++) {
      assertThrows(
          CredentialException.UnfitKey.class, () -> shared.view().sign(new byte[] {1}, other));
    }
    assertTrue(shared.there());
    assertTrue(shared.view().sign(new byte[] {1}).length > 60);
    // It was not logged in to again.
    assertEquals(1, token.opened.get());
  }

  @Test
  void aPinThatATokenRefusedIsNeverTriedAgain() throws Exception {
    Pulled token = new Pulled(issuer.make("Token", Use.SIGN, Curve.SM2));
    SharedKey shared = new SharedKey("token", new KeyPlace.Token(token), Duration.ofMillis(1));
    token.fault.set(CredentialException.TokenRemoved::new);
    assertThrows(TokenRemoved.class, () -> shared.view().sign(new byte[] {1}));
    token.fault.set(() -> new PinRefused(PinRefused.Why.INCORRECT, 2));
    assertThrows(PinRefused.class, () -> afterAWhile(shared));
    int tries = token.opened.get();
    for (int i = 0; i < 100; i++) {
      var refused =
          assertThrows(
              CredentialException.KeyRefused.class, () -> shared.view().sign(new byte[] {1}));
      assertEquals(CredentialException.KeyRefused.Why.PIN_REFUSED, refused.why);
    }
    assertEquals(tries, token.opened.get());
    assertFalse(shared.there());
  }

  // It is asked again only after a moment.
  private static byte[] afterAWhile(SharedKey shared) throws SigningException {
    while (true) {
      try {
        return shared.view().sign(new byte[] {1});
      } catch (CredentialException.KeyRefused e) {
        if (e.why != CredentialException.KeyRefused.Why.REMOVED) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void anotherTokenInItsPlaceDoesNotSign() throws Exception {
    Pulled token = new Pulled(issuer.make("Token", Use.SIGN, Curve.SM2));
    SharedKey shared = new SharedKey("token", new KeyPlace.Token(token), Duration.ofMillis(1));
    token.fault.set(CredentialException.TokenRemoved::new);
    assertThrows(TokenRemoved.class, () -> shared.view().sign(new byte[] {1}));
    token.inside = issuer.make("Another", Use.SIGN, Curve.SM2);
    token.fault.set(null);
    var refused = assertThrows(CredentialException.KeyRefused.class, () -> afterAWhile(shared));
    assertEquals(CredentialException.KeyRefused.Why.ANOTHER_KEY, refused.why);
  }
}
