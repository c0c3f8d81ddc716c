// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A time-stamping authority that is nobody's demonstration: openssl behind a port on loopback. */
public final class OpensslTsa implements AutoCloseable {
  private final HttpServer server;
  private final Path folder;
  private final KeyFile key;

  private OpensslTsa(HttpServer server, Path folder, KeyFile key) {
    this.server = server;
    this.folder = folder;
    this.key = key;
  }

  /** Starts it with a key of its own, below a folder. */
  public static OpensslTsa start(Path place) throws Exception {
    Path folder = Files.createTempDirectory(place, "tsa");
    KeyFile key =
        KeyFile.make(
            folder,
            "-newkey",
            "rsa:2048",
            "-days",
            "30",
            "-addext",
            "keyUsage=critical,digitalSignature",
            "-addext",
            "extendedKeyUsage=critical,timeStamping");
    Files.writeString(folder.resolve("serial"), "01\n");
    Files.writeString(
        folder.resolve("tsa.cnf"),
        """
        [tsa]
        default_tsa=one
        [one]
        serial=%s
        crypto_device=builtin
        signer_digest=sha256
        default_policy=1.2.3.4.1
        digests=sha256,sha384,sha512,sm3
        ess_cert_id_alg=sha256
        """
            .formatted(folder.resolve("serial")));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OpensslTsa tsa = new OpensslTsa(server, folder, key);
    server.createContext("/tsa", tsa::answer);
    server.start();
    return tsa;
  }

  /** Its own issuer, PEM. */
  public Path certificate() {
    return key.certificate();
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Path query =
          Files.write(folder.resolve("query.tsq"), exchange.getRequestBody().readAllBytes());
      Path reply = folder.resolve("reply.tsr");
      KeyFile.openssl(
          0,
          "ts",
          "-reply",
          "-config",
          folder.resolve("tsa.cnf"),
          "-queryfile",
          query,
          "-signer",
          key.certificate(),
          "-inkey",
          key.certificate().resolveSibling("key.pem"),
          "-out",
          reply);
      byte[] answer = Files.readAllBytes(reply);
      exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
