// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Suite;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.tls.HttpAnswer;
import org.penseal.trust.tls.TlsTrust;

/**
 * A client of time-stamping authorities (RFC 3161 over HTTP), imprint SM3.
 *
 * <p>The authorities are asked in order; the first good token counts. Status, imprint, nonce and
 * signature of a token are checked; its chain is a matter of verification. May be shared between
 * threads.
 */
public final class TimestampClient {
  private static final int NONCE_BITS = 64;

  private final List<URI> uris;
  private final Hashing hashing;
  private final SecureRandom random;
  private final HttpExchange http;

  /**
   * A client.
   *
   * @param uris at least one, http or https
   * @param timeout for each exchange
   * @param random for nonces
   */
  public TimestampClient(List<URI> uris, Duration timeout, Hashing hashing, SecureRandom random) {
    this(uris, timeout, TlsTrust.system(), hashing, random);
  }

  /**
   * The same.
   *
   * @param uris at least one, http, https or sm+https
   * @param trust which servers are believed
   */
  public TimestampClient(
      List<URI> uris, Duration timeout, TlsTrust trust, Hashing hashing, SecureRandom random) {
    if (uris.isEmpty()) {
      throw new IllegalArgumentException("no time-stamping authority");
    }
    this.uris = List.copyOf(uris);
    this.hashing = hashing;
    this.random = random;
    this.http = new HttpExchange(timeout, trust);
  }

  /**
   * Has bytes stamped.
   *
   * @param data for a signature time-stamp the signature value
   * @throws ServiceException.TsaRefused if at least one authority answered, but none well
   * @throws ServiceException.TsaUnreachable if none answered in time
   * @throws ServiceException as {@link HttpExchange#post} if none answered and TLS with one failed
   */
  public Timestamp stamp(Octets data) throws SigningException {
    ServiceException.TsaRefused refused = null;
    ServiceException unreachable = null;
    for (URI uri : uris) {
      try {
        return ask(uri, data);
      } catch (ServiceException.TsaRefused e) {
        refused = e;
      } catch (ServiceException e) {
        // An address that is not believed says more than one where nobody is.
        if (!(unreachable != null && e instanceof ServiceException.TsaUnreachable)) {
          unreachable = e;
        }
      }
    }
    if (refused != null) {
      throw refused;
    }
    throw unreachable != null
        ? unreachable
        : new ServiceException.TsaUnreachable(uris.getFirst(), null);
  }

  /**
   * Asks for a token over nothing: shows that an authority answers, and how large its tokens are.
   *
   * @return size of a token, bytes
   * @throws SigningException as {@link #stamp}
   */
  public int probe() throws SigningException {
    return stamp(Octets.of(new byte[0])).der().size();
  }

  private Timestamp ask(URI uri, Octets data) throws ServiceException {
    byte[] imprint = hashing.start(Suite.SM2_SM3.digest()).digest(data.bytes());
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    TimeStampRequest request =
        generator.generate(
            new ASN1ObjectIdentifier(Suite.SM2_SM3.digestOid()),
            imprint,
            new BigInteger(NONCE_BITS, random));
    HttpAnswer answer;
    try {
      answer = http.post(uri, "application/timestamp-query", request.getEncoded());
    } catch (IOException e) {
      throw new ServiceException.TsaUnreachable(uri, e);
    }
    if (answer.status() != 200) {
      throw new ServiceException.TsaRefused(uri, "http-" + answer.status(), null);
    }
    Timestamp timestamp = read(uri, request, answer.body());
    List<String> reasons = timestamp.check(data, hashing);
    if (!reasons.isEmpty()) {
      throw new ServiceException.TsaRefused(uri, reasons.getFirst(), null);
    }
    return timestamp;
  }

  private static Timestamp read(URI uri, TimeStampRequest request, byte[] body)
      throws ServiceException.TsaRefused {
    TimeStampResponse response;
    try {
      response = new TimeStampResponse(body);
    } catch (IOException | TSPException | IllegalArgumentException | ClassCastException e) {
      throw new ServiceException.TsaRefused(uri, "bad-answer", e);
    }
    // PKIStatus granted and grantedWithMods, RFC 3161 section 2.4.2
    if (response.getStatus() != 0 && response.getStatus() != 1) {
      throw new ServiceException.TsaRefused(uri, "status-" + response.getStatus(), null);
    }
    try {
      // Compares nonce, imprint, version and policy with the request.
      response.validate(request);
      return Timestamp.parse(Octets.of(response.getTimeStampToken().getEncoded()));
    } catch (TSPException e) {
      throw new ServiceException.TsaRefused(uri, "answer-to-another-request", e);
    } catch (IOException | SigningException e) {
      throw new ServiceException.TsaRefused(uri, "bad-answer", e);
    }
  }
}
