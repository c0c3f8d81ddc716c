// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.cli.KeyFile;
import org.penseal.app.server.audit.AuditLog;

/** A key in a token (SoftHSM behind a library that fails as hardware does) that goes and comes. */
@Slow
@Timeout(180)
class TokenGoneTest {
  private static final Path SHIM =
      Path.of("..", "pdf-signer", "src/test/resources/org/penseal/key/pkcs11/shim.c");
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private static void run(Object... words) throws Exception {
    List<String> command = new ArrayList<>();
    List.of(words).forEach(word -> command.add(word.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor(), command::toString);
  }

  private Path token(Path control) throws Exception {
    Path library = folder.resolve("libshim.so");
    Path tokens = Files.createDirectory(folder.resolve("tokens"));
    Path conf =
        Files.writeString(
            folder.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\n");
    Path real =
        Files.copy(Path.of("/usr/lib/softhsm/libsofthsm2.so"), folder.resolve("libsofthsm2.so"));
    run(
        "gcc",
        "-shared",
        "-fPIC",
        "-DREAL=\"" + real + "\"",
        "-DCONF=\"" + conf + "\"",
        "-DCONTROL=\"" + control + "\"",
        "-o",
        library,
        SHIM,
        "-ldl");
    tool(library, "--init-token", "--slot-index", "0", "--label", "t", "--so-pin", "12345678");
    tool(
        library,
        "--init-pin",
        "--token-label",
        "t",
        "--so-pin",
        "12345678",
        "--new-pin",
        "123456",
        "-l");
    KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048");
    put(library, "pkey", "privkey", key.certificate().resolveSibling("key.pem"));
    put(library, "x509", "cert", key.certificate());
    return library;
  }

  private static void tool(Path library, Object... words) throws Exception {
    List<Object> all = new ArrayList<>(List.of("pkcs11-tool", "--module", library));
    all.addAll(List.of(words));
    run(all.toArray());
  }

  private void put(Path library, String reader, String type, Path pem) throws Exception {
    Path der = folder.resolve(type + ".der");
    KeyFile.openssl(0, reader, "-in", pem, "-outform", "DER", "-out", der);
    tool(
        library,
        "--token-label",
        "t",
        "-l",
        "--pin",
        "123456",
        "--write-object",
        der,
        "--type",
        type,
        "--id",
        "01",
        "--label",
        "rsa",
        "--usage-sign");
  }

  private static int signed(DemoServer demo, String key) throws Exception {
    HttpResponse<byte[]> answer =
        demo.post("/v1/data/sign?key=" + key, "application/octet-stream", HELLO);
    if (answer.statusCode() != 200) {
      assertEquals(
          "call-not-ready", new ObjectMapper().readTree(answer.body()).path("code").asText());
    }
    return answer.statusCode();
  }

  @Test
  void aTokenThatIsPulledMidWayCostsItsOwnCallsOnlyAndSignsAgainWhenItIsBack() throws Exception {
    Path control = Files.writeString(folder.resolve("control"), "");
    Path library = token(control);
    Path pin = Files.writeString(folder.resolve("pin"), "123456\n");
    Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
    String key =
        ("{\"name\":\"token\",\"use\":\"sign\",\"applications\":[\"office\"],\"versions\":["
                + "{\"place\":\"pkcs11:%s?token=t&label=rsa\",\"secret\":\"file:%s\"}]}, ")
            .formatted(library, pin);
    int given = 0;
    try (DemoServer demo =
        DemoServer.start(
            folder.resolve("demo"),
            text -> text.replaceFirst("\"keys\" : \\[ ", "\"keys\" : [ " + key))) {
      assertEquals(200, signed(demo, "token"));
      given++;
      Files.writeString(control, "sign 32\n"); // CKR_DEVICE_REMOVED
      assertEquals(503, signed(demo, "token"));
      assertEquals(503, signed(demo, "token"));
      assertEquals(false, demo.server.parts().get("key:token"));
      assertTrue(demo.server.ready());
      assertEquals(200, signed(demo, "seal-sm2"));
      Files.writeString(control, "");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
      while (signed(demo, "token") != 200) {
        assertTrue(System.nanoTime() < end, "does not sign again");
        Thread.sleep(100);
      }
      given++;
      assertEquals(true, demo.server.parts().get("key:token"));
    }
    Path audit = folder.resolve("demo/data/audit");
    AuditLog.verify(audit);
    assertEquals(
        given,
        Files.readAllLines(audit.resolve("audit.log")).stream()
            .filter(line -> line.contains("\"key\":\"token\"") && line.contains("\"status\":200"))
            .count());
  }
}
