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

/**
 * One HTTP request with a time-out over the whole exchange and a bound on the answer; redirects are
 * not followed. May be shared between threads.
 */
public final class HttpExchange {
  private static final long LARGEST_ANSWER_BYTES = 1 << 20;

  // Revocation lists of large authorities have some megabytes.
  private static final long LARGEST_DOWNLOAD_BYTES = 32 << 20;

  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param timeout for each exchange, from the first to the last byte
   */
  public HttpExchange(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** The status and the bytes of an answer. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call only
  public record Answer(int status, byte[] body, String contentType) {}

  /**
   * Posts.
   *
   * @throws IOException if nothing or too much came in time, also when the thread is interrupted
   */
  public Answer post(URI uri, String contentType, byte[] body) throws IOException {
    return send(
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        LARGEST_ANSWER_BYTES);
  }

  /**
   * Gets.
   *
   * @throws IOException as {@link #post}
   */
  public Answer get(URI uri) throws IOException {
    return send(HttpRequest.newBuilder(uri).timeout(timeout).GET().build(), LARGEST_DOWNLOAD_BYTES);
  }

  private Answer send(HttpRequest request, long largest) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), largest));
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
