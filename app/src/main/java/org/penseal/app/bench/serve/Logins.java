// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import org.penseal.app.server.auth.LoginAnswer;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;

/**
 * Authentications: each asks for a challenge and hands in the answer to an earlier one, which was
 * signed before, so that the signatures of those who log in are not measured.
 */
final class Logins {
  private static final String ORIGIN = "https://office.example";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] ASK =
      ("{\"origin\":\"" + ORIGIN + "\"}").getBytes(StandardCharsets.US_ASCII);

  private final Pkcs12File person;
  private final Path folder;
  private final Queue<byte[]> challenges = new ConcurrentLinkedQueue<>();
  private List<byte[]> answers = List.of();

  /**
   * @param person whose key signs
   */
  Logins(Pkcs12File person, Path folder) {
    this.person = person;
    this.folder = folder;
  }

  /** Has so many answers ready. */
  void prepare(Load load, int count) throws Exception {
    int missing = count - challenges.size();
    if (missing > 0) {
      load.full(missing, (line, number) -> ask(line));
    }
    int parts = Runtime.getRuntime().availableProcessors();
    List<FutureTask<List<byte[]>>> tasks = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      Path file = folder.resolve("challenge-" + i);
      FutureTask<List<byte[]>> task = new FutureTask<>(() -> signed(file));
      tasks.add(task);
      Thread.ofPlatform().start(task);
    }
    List<byte[]> all = new ArrayList<>();
    for (FutureTask<List<byte[]>> each : tasks) {
      all.addAll(each.get());
    }
    answers = all;
  }

  private List<byte[]> signed(Path file)
      throws IOException, SigningException, ServeException.LoginRefused {
    List<byte[]> signed = new ArrayList<>();
    try (SigningKey key = person.open()) {
      for (byte[] next = challenges.poll(); next != null; next = challenges.poll()) {
        Files.write(file, next);
        LoginAnswer login = LoginAnswer.to(file);
        signed.add(JSON.writeValueAsBytes(login.signed(key, ORIGIN, Clock.systemUTC().instant())));
      }
    }
    return signed;
  }

  /** What one connection does that signs its own answers. */
  LongLoad.Work alone() throws SigningException {
    SigningKey key = person.open();
    return new LongLoad.Work() {
      private byte[] challenge = new byte[0];
      private byte[] answer = new byte[0];

      @Override
      public void timed(KeepAliveLine line) throws IOException {
        challenge = line.post("/v1/login/challenge", "application/json", ASK);
        byte[] given = answer;
        answer = new byte[0];
        if (given.length > 0) {
          requireLogin(line.post("/v1/login/answer", "application/json", given));
        }
      }

      // Not a part of the authentication: somebody else's computer does it.
      @Override
      public void between() throws Exception {
        if (challenge.length > 0) {
          LoginAnswer login = LoginAnswer.of(challenge);
          answer = JSON.writeValueAsBytes(login.signed(key, ORIGIN, Clock.systemUTC().instant()));
          challenge = new byte[0];
        }
      }
    };
  }

  /** How many are ready. */
  int ready() {
    return answers.size();
  }

  private void ask(KeepAliveLine line) throws IOException {
    challenges.add(line.post("/v1/login/challenge", "application/json", ASK));
  }

  /** One authentication. */
  void one(KeepAliveLine line, int number) throws IOException {
    ask(line);
    requireLogin(line.post("/v1/login/answer", "application/json", answers.get(number)));
  }

  private static void requireLogin(byte[] said) throws IOException {
    JsonNode login = JSON.readTree(said);
    if (!login.path("possession").asBoolean() || login.path("assertion").asText().isEmpty()) {
      throw new IOException("nobody logged in: " + login);
    }
  }
}
