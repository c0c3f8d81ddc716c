// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.strangers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.KeyFile;

/**
 * A CA that is OpenSSL: {@code openssl req} issues, {@code openssl cmp} speaks the protocol and
 * checks protection and proof of possession. That server answers with one certificate that it was
 * started with; so what stands before it takes the request out of the first message of a
 * transaction, has it certified, starts the server with that (for a question: with any), and hands
 * it every message and gives back every answer byte for byte.
 */
public final class OpensslCa implements AutoCloseable {
  public static final String REFERENCE = "desk-7";
  public static final String SECRET = "shared secret of desk 7";
  private static final Pattern ACCEPTS = Pattern.compile("ACCEPT \\S*:(\\d+)\\s");
  private static final long LONGEST_START_NS = TimeUnit.SECONDS.toNanos(120);

  private final Path folder;
  private final HttpServer front;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Integer> answers = new ArrayList<>();
  private @Nullable Process server;
  private @Nullable URI behind;
  private @Nullable Path station;
  private int issued;

  private OpensslCa(Path folder, HttpServer front) {
    this.folder = folder;
    this.front = front;
  }

  /** Makes its key and listens. */
  public static OpensslCa start(Path folder) throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("ca.cnf"), "[req]\ndistinguished_name=dn\n[dn]\n");
    List<Object> words = new ArrayList<>(List.of("req", "-x509", "-nodes", "-newkey", "ec"));
    words.addAll(List.of("-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/O=Example/CN=Root"));
    words.addAll(List.of("-config", folder.resolve("ca.cnf"), "-days", "30"));
    words.addAll(List.of("-addext", "basicConstraints=critical,CA:TRUE"));
    words.addAll(List.of("-addext", "keyUsage=critical,keyCertSign,cRLSign"));
    words.addAll(List.of("-keyout", folder.resolve("ca.key"), "-out", folder.resolve("ca.pem")));
    KeyFile.openssl(0, words.toArray());
    List<Object> own = new ArrayList<>(List.of("req", "-x509", "-nodes", "-newkey", "ec"));
    own.addAll(List.of("-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/O=Example/CN=CMP"));
    own.addAll(List.of("-config", folder.resolve("ca.cnf"), "-days", "30"));
    own.addAll(List.of("-addext", "keyUsage=critical,digitalSignature"));
    own.addAll(List.of("-addext", "basicConstraints=critical,CA:FALSE"));
    own.addAll(List.of("-keyout", folder.resolve("cmp.key"), "-out", folder.resolve("cmp.pem")));
    KeyFile.openssl(0, own.toArray());
    HttpServer front =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OpensslCa ca = new OpensslCa(folder, front);
    front.createContext("/cmp", ca::pass);
    front.start();
    return ca;
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + front.getAddress().getPort() + "/cmp");
  }

  /** The certificate of the key that signs its messages, where the station's are signed. */
  Path messages() {
    return folder.resolve("cmp.pem");
  }

  /** The station whose signatures under messages it believes. */
  void station(Path certificate) {
    station = certificate;
  }

  /** Its own certificate, PEM. */
  Path root() {
    return folder.resolve("ca.pem");
  }

  /** The types of the bodies that OpenSSL answered with. */
  synchronized List<Integer> answers() {
    return List.copyOf(answers);
  }

  /** What the latest server of OpenSSL said of itself. */
  String log() throws IOException {
    return Files.readString(folder.resolve("cmp.log"), StandardCharsets.ISO_8859_1);
  }

  private synchronized void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] message = exchange.getRequestBody().readAllBytes();
      if (message.length == 0) { // somebody asks whether anybody is there
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      PKIMessage request = PKIMessage.getInstance(message);
      if (request.getBody().getType() == PKIBody.TYPE_P10_CERT_REQ) {
        serve(issued(request), request);
      } else if (request.getBody().getType() == PKIBody.TYPE_GEN_MSG) {
        serve(root(), request);
      }
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(behind)
                  .timeout(Duration.ofSeconds(120))
                  .header("Content-Type", "application/pkixcmp")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      answers.add(PKIMessage.getInstance(answer.body()).getBody().getType());
      exchange.getResponseHeaders().set("Content-Type", "application/pkixcmp");
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private Path issued(PKIMessage request) throws Exception {
    issued++;
    Path csr =
        Files.write(
            folder.resolve("csr-" + issued + ".der"),
            request.getBody().getContent().toASN1Primitive().getEncoded("DER"));
    Path certificate = folder.resolve("issued-" + issued + ".pem");
    String end =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now().plus(Duration.ofMinutes(10)));
    List<Object> words = new ArrayList<>(List.of("req", "-x509", "-inform", "DER", "-in", csr));
    words.addAll(List.of("-config", folder.resolve("ca.cnf"), "-out", certificate));
    words.addAll(List.of("-CA", root(), "-CAkey", folder.resolve("ca.key"), "-not_after", end));
    words.addAll(List.of("-copy_extensions", "copyall"));
    words.addAll(List.of("-addext", "basicConstraints=CA:FALSE"));
    KeyFile.openssl(0, words.toArray());
    return certificate;
  }

  private void serve(Path certificate, PKIMessage request) throws Exception {
    stop();
    Path log = folder.resolve("cmp.log");
    List<String> command = new ArrayList<>(List.of("openssl", "cmp", "-port", "0"));
    command.addAll(List.of("-verbosity", "7", "-rsp_cert", certificate.toString()));
    boolean secret =
        CMPObjectIdentifiers.passwordBasedMac.equals(
            request.getHeader().getProtectionAlg().getAlgorithm());
    if (secret) {
      command.addAll(List.of("-srv_ref", REFERENCE, "-srv_secret", "pass:" + SECRET));
    } else {
      command.addAll(List.of("-srv_cert", messages().toString()));
      command.addAll(List.of("-srv_key", folder.resolve("cmp.key").toString()));
      command.addAll(List.of("-srv_trusted", String.valueOf(station)));
    }
    command.addAll(List.of("-rsp_extracerts", root().toString()));
    Process started =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    server = started;
    long latest = System.nanoTime() + LONGEST_START_NS;
    Matcher accepts = ACCEPTS.matcher(log());
    while (!accepts.find()) {
      if (System.nanoTime() > latest || !started.isAlive()) {
        throw new IOException(log());
      }
      LockSupport.parkNanos(1_000_000);
      accepts = ACCEPTS.matcher(log());
    }
    behind = URI.create("http://127.0.0.1:" + accepts.group(1) + "/");
  }

  private void stop() throws InterruptedException {
    Process running = server;
    if (running != null) {
      running.destroy();
      running.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() throws InterruptedException {
    front.stop(0);
    http.close();
    stop();
  }
}
