// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.app.server.shf.ShfDemo.HELLO;
import static org.penseal.app.server.shf.ShfDemo.HELLO_SM3;
import static org.penseal.app.server.shf.ShfDemo.base64;
import static org.penseal.app.server.shf.ShfDemo.raw;
import static org.penseal.app.server.shf.ShfDemo.triple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;

/** What naming a file costs the services, and what is recorded of it. */
@Slow
@Timeout(600)
class ShfFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 64 << 20;

  @TempDir static Path folder;
  private static ShfDemo demo;

  @BeforeAll
  static void starts() throws Exception {
    demo = ShfDemo.start(folder);
  }

  @AfterAll
  static void stops() {
    demo.close();
  }

  private static byte[] json(Path file, List<String> triples) {
    List<String> all = new ArrayList<>(triples);
    all.add(raw("FileUri", file.toUri().toString()));
    return ("{\"Data\":[" + String.join(",", all) + "]}").getBytes(StandardCharsets.UTF_8);
  }

  private static HttpResponse<byte[]> asked(String name, Path file) throws Exception {
    return demo.server().post("/shf/v1/" + name, "application/json", json(file, whole(name)));
  }

  private static String code(HttpResponse<byte[]> answer) throws Exception {
    return JSON.readTree(answer.body()).path("Code").asText();
  }

  private static Path sparse(String name, long bytes) throws Exception {
    Path file = demo.shared().resolve(name);
    try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
      made.setLength(bytes);
    }
    return file;
  }

  // Enough of each operation that it reads the file.
  private static List<String> whole(String name) throws Exception {
    return switch (name) {
      case "Sign" -> List.of(raw("KeyId", "seal-sm2"));
      case "Encrypt", "Decrypt" -> List.of(raw("KeyId", "vault"));
      case "Verify" -> List.of(triple("Signature", "Hex", "3000"));
      case "EncryptByExternalPublicKey" ->
          List.of(base64("PublicKey", demo.certificate("open-sm2.p12").getEncoded()));
      default -> List.of();
    };
  }

  @ParameterizedTest
  @MethodSource("org.penseal.app.server.shf.ShfDemo#operations")
  void theRecordTellsWhichFileWasRead(String name) throws Exception {
    Path file = Files.write(demo.shared().resolve("hello"), HELLO);
    HttpResponse<byte[]> answer = asked(name, file);
    List<String> lines = Files.readAllLines(folder.resolve("demo/data/audit/audit.log"));
    var last = JSON.readTree(lines.getLast());
    assertEquals(answer.statusCode(), last.path("status").asInt());
    assertEquals(HELLO_SM3, last.path("digest").asText(), lines.getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sign", "Digest"})
  void aFileHasItsBoundAlsoWhereBodiesMayBeLonger(String name) throws Exception {
    assertEquals(200, asked(name, sparse("longest", MOST)).statusCode());
    HttpResponse<byte[]> refused = asked(name, sparse("longer", MOST + 1L));
    assertEquals("call-too-large", code(refused));
    assertEquals(413, refused.statusCode());
  }

  @Test
  void filesAreReadOnThreadsOfTheSystem() throws Exception {
    HttpRequest.Builder request =
        demo.server().authorised("/shf/v1/Digest").header("Content-Type", "application/json");
    byte[] body = json(sparse("long", MOST), List.of());
    CompletableFuture<HttpResponse<byte[]>> answer =
        demo.server()
            .http
            .sendAsync(
                request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    boolean seen = false;
    while (!seen && !answer.isDone()) {
      seen = Thread.getAllStackTraces().entrySet().stream().anyMatch(ShfFilesTest::isReading);
    }
    assertEquals(200, answer.get().statusCode());
    assertTrue(seen);
  }

  // Virtual threads are not among them.
  private static boolean isReading(Map.Entry<Thread, StackTraceElement[]> each) {
    return each.getKey().getName().startsWith("work-")
        && Arrays.stream(each.getValue())
            .anyMatch(frame -> frame.getClassName().equals(SteadyFile.class.getName()));
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsRefused() throws Exception {
    Path file = sparse("growing", 16 << 20);
    CompletableFuture<HttpResponse<byte[]>> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return asked("Digest", file);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    try (OutputStream more = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      while (!answer.isDone()) {
        more.write(0);
        Thread.sleep(1);
      }
    }
    assertEquals("call-not-allowed", code(answer.get()));
    assertEquals(403, answer.get().statusCode());
  }
}
