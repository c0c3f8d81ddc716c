// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.penseal.trust.tls.key.AskedForKey;

/**
 * One HTTP request with a time-out over the whole exchange and a bound on the answer, over what the
 * scheme of the address says; redirects are not followed. May be shared between threads. Whoever
 * asks only once closes it; otherwise connections are kept for a while for the next request.
 */
public final class HttpExchange implements AutoCloseable {
  private static final int LARGEST_ANSWER_BYTES = 1 << 20;

  // Revocation lists of large authorities have some megabytes.
  private static final int LARGEST_DOWNLOAD_BYTES = 32 << 20;

  // RFC 9110, sections 15.3.5 and 15.4.5: no content, and no length either.
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final Duration timeout;
  private final TlsTrust trust;
  private @Nullable HttpClient plain;
  private @Nullable HttpClient ordinary;
  private @Nullable AskedForKey asked;
  private @Nullable WireHttp sm;
  private @Nullable WireHttp tlcp;

  /** Servers are believed as the JDK's roots say. */
  public HttpExchange(Duration timeout) {
    this(timeout, TlsTrust.system());
  }

  /**
   * @param timeout for each exchange, from the first to the last byte
   * @param trust which servers are believed
   */
  public HttpExchange(Duration timeout, TlsTrust trust) {
    this.timeout = timeout;
    this.trust = trust;
  }

  /** The same with no connection open yet: a server may have closed those that were kept. */
  public HttpExchange anew() {
    return new HttpExchange(timeout, trust);
  }

  /** Closes the connections that were kept. */
  @Override
  public synchronized void close() {
    if (plain != null) {
      plain.shutdownNow();
    }
    if (ordinary != null) {
      ordinary.shutdownNow();
    }
  }

  private HttpClient.Builder builder() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER);
    return trust.proxy() == null ? builder : builder.proxy(trust.proxy().selector());
  }

  // Made when they are first needed: reading the JDK's roots takes its time, also for the plain
  // one.
  private synchronized HttpClient plain() {
    HttpClient made = plain;
    if (made == null) {
      made = builder().build();
      plain = made;
    }
    return made;
  }

  private synchronized HttpClient ordinary() throws IOException {
    HttpClient made = ordinary;
    if (made == null) {
      try {
        AskedForKey key = OrdinaryTls.asked(trust);
        asked = key;
        made =
            builder()
                .sslContext(OrdinaryTls.context(trust, key))
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
        made = WireHttp.sm(trust, timeout);
      } catch (GeneralSecurityException e) {
        throw new SSLException("roots cannot be used", e);
      }
      sm = made;
    }
    return made;
  }

  private synchronized WireHttp tlcp() throws IOException {
    WireHttp made = tlcp;
    if (made == null) {
      try {
        made = WireHttp.tlcp(trust, timeout);
      } catch (GeneralSecurityException e) {
        throw new SSLException("roots or identity cannot be used", e);
      }
      tlcp = made;
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
  public HttpAnswer post(URI uri, String contentType, byte[] body)
      throws IOException, ServiceException {
    HttpRequest.BodyPublisher sent = HttpRequest.BodyPublishers.ofByteArray(body);
    return over(
        uri,
        client ->
            jdk(
                client,
                request(uri).header("Content-Type", contentType).POST(sent).build(),
                LARGEST_ANSWER_BYTES),
        wire -> wire.post(uri, contentType, body, LARGEST_ANSWER_BYTES));
  }

  /**
   * Gets.
   *
   * @throws IOException as {@link #post}
   * @throws ServiceException as {@link #post}
   */
  public HttpAnswer get(URI uri) throws IOException, ServiceException {
    return over(
        uri,
        client -> jdk(client, request(uri).GET().build(), LARGEST_DOWNLOAD_BYTES),
        wire -> wire.get(uri, LARGEST_DOWNLOAD_BYTES));
  }

  /** One exchange over one kind of client. */
  private interface Exchange<C> {
    HttpAnswer with(C client) throws IOException;
  }

  private HttpAnswer over(URI uri, Exchange<HttpClient> jdk, Exchange<WireHttp> wire)
      throws IOException, ServiceException {
    try {
      return switch (Tls.of(uri)) {
        case NONE -> jdk.with(plain());
        case ORDINARY -> jdk.with(ordinary());
        case SM -> wire.with(sm());
        case TLCP -> wire.with(tlcp());
      };
    } catch (IOException e) {
      Optional<ServiceException> refusal = TlsRefusal.in(e, uri);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      if (refusesOurs(uri, e)) {
        throw TlsRefusal.ofOurCertificate(uri, e);
      }
      throw e;
    }
  }

  // A server that asked for a certificate and then hangs up without an answer did not like it.
  private synchronized boolean refusesOurs(URI uri, IOException failure) {
    return failure instanceof HungUp
        && asked != null
        && asked.by(uri.getHost(), Tls.of(uri).port(uri));
  }

  private HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(timeout);
  }

  private HttpAnswer jdk(HttpClient client, HttpRequest request, int largestBytes)
      throws IOException {
    AtomicBoolean answered = new AtomicBoolean();
    HttpResponse.BodyHandler<byte[]> body =
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), largestBytes);
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(
            request,
            head -> {
              answered.set(true);
              return body.apply(head);
            });
    try {
      HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      requireAnEnd(response);
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
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      boolean hungUp =
          !answered.get()
              && !(cause instanceof ConnectException)
              && !(cause instanceof HttpTimeoutException);
      throw hungUp ? new HungUp(cause) : new IOException("no answer", cause);
    }
  }

  /** The connection was there, and ended before an answer began. */
  private static final class HungUp extends IOException {
    private static final long serialVersionUID = 1L;

    private HungUp(Throwable cause) {
      super("no answer", cause);
    }
  }

  // The JDK's client takes a TLS connection that was cut for one that was closed.
  private static void requireAnEnd(HttpResponse<byte[]> response) throws IOException {
    boolean told =
        response.headers().firstValue("Content-Length").isPresent()
            || response.headers().firstValue("Transfer-Encoding").isPresent();
    boolean empty = response.statusCode() == NO_CONTENT || response.statusCode() == NOT_MODIFIED;
    if (response.sslSession().isPresent() && !told && !empty) {
      throw new IOException("an answer whose end nobody can see");
    }
  }
}
