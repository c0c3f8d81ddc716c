// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.tls.HttpAnswer;
import org.penseal.trust.tls.OrdinaryTls;
import org.penseal.trust.tls.Tls;
import org.penseal.trust.tls.TlsRefusal;
import org.penseal.trust.tls.TlsTrust;
import org.penseal.trust.tls.WireHttp;

/**
 * One HTTP POST with a time-out over the whole exchange and a bound on the answer, over what the
 * scheme of the address says.
 */
final class HttpExchange {
  private static final int LARGEST_ANSWER_BYTES = 1 << 20;

  private final Duration timeout;
  private final TlsTrust trust;
  private final HttpClient plain;
  private @Nullable HttpClient ordinary;
  private @Nullable WireHttp sm;

  HttpExchange(Duration timeout, TlsTrust trust) {
    this.timeout = timeout;
    this.trust = trust;
    this.plain = builder().build();
  }

  private HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(timeout)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  // Made when they are first needed: reading the JDK's roots takes its time.
  private synchronized HttpClient ordinary() throws IOException {
    HttpClient made = ordinary;
    if (made == null) {
      try {
        made =
            builder()
                .sslContext(OrdinaryTls.context(trust))
                .sslParameters(new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"}))
                .build();
      } catch (GeneralSecurityException e) {
        throw new SSLException("roots or identity cannot be used", e);
      }
      ordinary = made;
    }
    return made;
  }

  private synchronized WireHttp sm() throws IOException {
    WireHttp made = sm;
    if (made == null) {
      try {
        made = WireHttp.sm(trust, timeout, LARGEST_ANSWER_BYTES);
      } catch (GeneralSecurityException e) {
        throw new SSLException("roots cannot be used", e);
      }
      sm = made;
    }
    return made;
  }

  /**
   * Posts.
   *
   * @throws IOException if nothing or too much came in time, also when the thread is interrupted
   * @throws ServiceException.UntrustedServer if the server's certificate is not believed
   * @throws ServiceException.WrongHost if it is one of another host
   * @throws ServiceException.TlsFailed if TLS fails otherwise
   */
  HttpAnswer post(URI uri, String contentType, byte[] body) throws IOException, ServiceException {
    try {
      return switch (Tls.of(uri)) {
        case NONE -> jdk(plain, uri, contentType, body);
        case ORDINARY -> jdk(ordinary(), uri, contentType, body);
        case SM -> sm().post(uri, contentType, body);
      };
    } catch (IOException e) {
      Optional<ServiceException> refusal = TlsRefusal.in(e, uri);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      throw e;
    }
  }

  private HttpAnswer jdk(HttpClient client, URI uri, String contentType, byte[] body)
      throws IOException {
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
      return new HttpAnswer(response.statusCode(), response.body(), type);
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
