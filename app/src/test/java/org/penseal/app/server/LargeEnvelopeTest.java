// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;

/**
 * An envelope that is larger than the heap of the services, sealed and opened over HTTP. By default
 * 96 MB; {@code -Dpenseal.envelope.mb=2000 -Dpenseal.serve.tier=4} for what the interface takes at
 * most.
 */
@Slow
@Timeout(5400)
class LargeEnvelopeTest {
  private static final int HEAP_MB = 64;
  private static final long MEGABYTES = Long.getLong("penseal.envelope.mb", 96);

  @TempDir Path folder;

  /** Bytes that can be made again, and are not all the same. */
  private static final class Made extends InputStream {
    private long left = MEGABYTES << 20;
    private long number;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int most) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(most, left);
      for (int i = from; i < from + count; i++) {
        target[i] = (byte) (number * 31 >> 7);
        number++;
      }
      left -= count;
      return count;
    }
  }

  private static String digest(InputStream in) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 16];
    int count;
    while ((count = in.read(buffer)) >= 0) {
      digest.update(buffer, 0, count);
    }
    in.close();
    return HexFormat.of().formatHex(digest.digest());
  }

  private static HttpRequest.Builder request(ServeProcess services, Path data, String path)
      throws IOException {
    URI uri = services.uri(path);
    String token = Files.readString(data.resolve("serve-demo/token")).trim();
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofMinutes(40))
        .header("Authorization", "Bearer " + token);
  }

  @Test
  void whatIsLargerThanTheHeapIsSealedAndOpened() throws Exception {
    Path data = folder.resolve("data");
    Path sealed = folder.resolve("sealed");
    try (ServeProcess services = ServeProcess.start(data, HEAP_MB)) {
      long begin = System.nanoTime();
      HttpResponse<Path> envelope =
          services.http.send(
              request(services, data, "/v1/envelope/seal?recipient=open-sm2")
                  .POST(HttpRequest.BodyPublishers.ofInputStream(Made::new))
                  .build(),
              HttpResponse.BodyHandlers.ofFile(sealed));
      assertEquals(200, envelope.statusCode(), services.said());
      long middle = System.nanoTime();
      HttpResponse<InputStream> opened =
          services.http.send(
              request(services, data, "/v1/envelope/open?key=open-sm2")
                  .POST(HttpRequest.BodyPublishers.ofFile(sealed))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertEquals(200, opened.statusCode(), services.said());
      assertEquals(digest(new Made()), digest(opened.body()));
      long end = System.nanoTime();
      System.getLogger("envelope")
          .log(
              System.Logger.Level.INFO,
              "%d MB with %d MB of heap: sealed in %.1f s, opened in %.1f s"
                  .formatted(MEGABYTES, HEAP_MB, (middle - begin) / 1e9, (end - middle) / 1e9));
    }
  }
}
