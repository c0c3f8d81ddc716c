// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;

/** Keys that no call names are for the applications that the settings name, too. */
@Slow
@Timeout(600)
class KeysForApplicationsTest {
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ANSWER =
      "{\"challenge\": \"none\", \"mode\": \"signature\"}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private static String only(String settings, String key, String application) {
    String name = "\"name\" : \"" + key + "\"";
    return settings.replace(name, name + ", \"applications\" : [\"" + application + "\"]");
  }

  @Test
  void stampsAndAssertionsAreForThem() throws Exception {
    try (DemoServer demo =
        DemoServer.start(
            folder, settings -> only(only(settings, "tsa-p256", "office"), "assert", "anyone"))) {
      String query = "application/timestamp-query";
      // 422: it may be used, and this is no query.
      assertEquals(422, demo.post("/tsa/tsa-p256", query, NOTHING).statusCode());
      assertEquals(422, anybody(demo, "/tsa/tsa-sm2", query));
      assertEquals(403, anybody(demo, "/tsa/tsa-p256", query));
      assertEquals(403, demo.post("/v1/login/answer", "application/json", ANSWER).statusCode());
    }
  }

  private static int anybody(DemoServer demo, String path, String type) throws Exception {
    return demo.http
        .send(
            HttpRequest.newBuilder(demo.uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(NOTHING))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
