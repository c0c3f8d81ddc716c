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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.cli.KeyFile;
import org.penseal.app.cli.SoftHsm;
import org.penseal.app.server.audit.AuditLog;

/** A key in a token (SoftHSM behind a library that fails as hardware does) that goes and comes. */
@Slow
@Timeout(600)
class TokenGoneTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private SoftHsm token() throws Exception {
    SoftHsm token = SoftHsm.make(folder);
    KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048");
    token.put("pkey", "privkey", key.certificate().resolveSibling("key.pem"), "01", "rsa");
    token.put("x509", "cert", key.certificate(), "01", "rsa");
    return token;
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
    SoftHsm token = token();
    Path control = token.control();
    Path pin = Files.writeString(folder.resolve("pin"), "123456\n");
    Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
    String key =
        ("{\"name\":\"token\",\"use\":\"sign\",\"applications\":[\"office\"],\"versions\":["
                + "{\"place\":\"pkcs11:%s?token=operator&label=rsa\",\"secret\":\"file:%s\"}]}, ")
            .formatted(token.library(), pin);
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
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
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
