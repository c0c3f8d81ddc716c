// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One HTTP POST with a time-out over the whole exchange and a bound on the answer. */
final class HttpExchange {
  private static final long LARGEST_ANSWER_BYTES = 1 << 20;

  private final HttpClient client;
  private final Duration timeout;

  HttpExchange(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** The status and the bytes of an answer. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call only
  record Answer(int status, byte[] body, String contentType) {}

  /**
   * Posts.
   *
   * @throws IOException if nothing or too much came in time, also when the thread is interrupted
   */
  Answer post(URI uri, String contentType, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(response.statusCode(), response.body(), type);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new IOException("no answer in " + timeout, e);
    } catch (ExecutionException e) {
      throw new IOException("no answer", e.getCause());
    }
  }
}
