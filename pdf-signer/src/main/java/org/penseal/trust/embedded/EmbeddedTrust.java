// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.CmpProtection;
import org.penseal.trust.Purpose;
import org.penseal.trust.RequestCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A demo CA (CMP) and a demo TSA (RFC 3161) over HTTP on the loopback interface.
 *
 * <p>Keys and certificates lie in a folder and are made when they are missing. Requests run on
 * virtual threads. The one who started it closes it.
 */
public final class EmbeddedTrust implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedTrust.class);
  private static final int LARGEST_REQUEST_BYTES = 1 << 20;
  private static final int BACKLOG = 64;
  private static final long LONGEST_HOLD_SECONDS = 120;

  /** The secret's name in the demo. */
  public static final String REFERENCE = "penseal-demo";

  private final HttpServer server;
  private final ExecutorService threads;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final X509Certificate signerRoot;
  private final X509Certificate tsaRoot;
  private final CmpProtection protection;
  private volatile Fault caFault = Fault.NONE;
  private volatile Fault tsaFault = Fault.NONE;

  private EmbeddedTrust(
      HttpServer server, DemoIdentity ca, DemoIdentity tsa, CmpProtection protection) {
    this.server = server;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.signerRoot = ca.chain().getLast();
    this.tsaRoot = tsa.chain().getLast();
    this.protection = protection;
  }

  /**
   * Loads or makes the keys and starts to listen on a free port of the loopback interface.
   *
   * @param folder existing folder for the key files
   * @param check asked before every certificate
   * @param clock of the certificates and time-stamps
   * @param random of keys, serial numbers and nonces; also makes the shared secret of this run
   * @throws FileException.OutputNotWritable if the folder cannot be written or no port is free
   * @throws CredentialException.KeyRefused if a key file cannot be read
   */
  public static EmbeddedTrust start(
      Path folder, RequestCheck check, Clock clock, SecureRandom random) throws SigningException {
    DemoIdentity ca =
        DemoIdentity.root(
            folder.resolve("ca.p12"), "PenSeal DEMO Root CA 演示", clock.instant(), random);
    DemoIdentity tsaRoot =
        DemoIdentity.root(
            folder.resolve("tsa-root.p12"), "PenSeal DEMO TSA Root 演示", clock.instant(), random);
    DemoIdentity tsa =
        DemoIdentity.tsa(
            folder.resolve("tsa.p12"), "PenSeal DEMO TSA 演示", tsaRoot, clock.instant(), random);
    byte[] secret = new byte[24];
    random.nextBytes(secret);
    CmpProtection protection =
        new CmpProtection(
            REFERENCE, Base64.getEncoder().encodeToString(secret).toCharArray(), random);
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      EmbeddedTrust trust = new EmbeddedTrust(server, ca, tsa, protection);
      DemoCa authority = new DemoCa(new EventIssuer(ca, clock, random), protection, check, clock);
      DemoTsa stamper = new DemoTsa(tsa, clock, random);
      trust.listen(authority, stamper);
      return trust;
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(folder, "no port on loopback", e);
    }
  }

  private void listen(DemoCa authority, DemoTsa stamper) {
    server.setExecutor(threads);
    server.createContext(
        "/cmp",
        exchange ->
            handle(exchange, caFault, "application/pkixcmp", b -> authority.answer(b, caFault)));
    server.createContext(
        "/tsa",
        exchange ->
            handle(
                exchange,
                tsaFault,
                "application/timestamp-reply",
                b -> stamper.answer(b, tsaFault)));
    server.start();
  }

  private interface Answer {
    byte[] to(byte[] body) throws IOException;
  }

  private void handle(HttpExchange exchange, Fault fault, String type, Answer answer) {
    try (exchange) {
      if (fault == Fault.DOWN) {
        return;
      }
      if (fault == Fault.SLOW) {
        boolean over = closed.await(LONGEST_HOLD_SECONDS, TimeUnit.SECONDS);
        LOG.debug("held an answer back, closed: {}", over);
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST_BYTES);
      if (body.length == 0) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      byte[] reply;
      try {
        reply =
            fault == Fault.NONSENSE
                ? "nonsense".getBytes(StandardCharsets.US_ASCII)
                : answer.to(body);
      } catch (IOException e) {
        LOG.info("a request that cannot be answered", e);
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.info("a request to the embedded trust failed", e);
    }
  }

  /** The CA's CMP address. */
  public URI caUri() {
    return uri("/cmp");
  }

  /** The TSA's address. */
  public URI tsaUri() {
    return uri("/tsa");
  }

  private URI uri(String path) {
    InetSocketAddress address = server.getAddress();
    return URI.create(
        "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
  }

  /** The shared secret for {@link org.penseal.trust.CmpClient}. */
  public CmpProtection protection() {
    return protection;
  }

  /** The root of event certificates. */
  public X509Certificate signerRoot() {
    return signerRoot;
  }

  /** The root of the time-stamps. */
  public X509Certificate tsaRoot() {
    return tsaRoot;
  }

  /** Lets the CA fail from now on. */
  public void caFault(Fault fault) {
    caFault = fault;
  }

  /** Lets the TSA fail from now on. */
  public void tsaFault(Fault fault) {
    tsaFault = fault;
  }

  /**
   * Writes the roots as PEM into the folders signer and tsa of a trust folder.
   *
   * @throws FileException.OutputNotWritable if that fails
   */
  public void writeRoots(Path trustFolder) throws SigningException {
    writePem(trustFolder, Purpose.SIGNER, signerRoot);
    writePem(trustFolder, Purpose.TSA, tsaRoot);
  }

  private static void writePem(Path trustFolder, Purpose purpose, X509Certificate root)
      throws SigningException {
    Path file = trustFolder.resolve(purpose.folder()).resolve("demo-root.pem");
    try {
      Files.createDirectories(file.getParent());
      String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root.getEncoded());
      Files.writeString(
          file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (IOException | CertificateEncodingException e) {
      throw new FileException.OutputNotWritable(file, e.getClass().getSimpleName(), e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
