// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.workplace.file.Secret;

/** The demo's services on free ports, in this program; closed by whoever started them. */
public final class DemoServer implements AutoCloseable {
  private static final int MOST_TRIES = 5;

  public final Path folder;
  public final ServeDemonstration.Ports ports;
  public final String token;
  public final Server server;
  public final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private DemoServer(Path folder, ServeDemonstration.Ports ports, String token, Server server) {
    this.folder = folder;
    this.ports = ports;
    this.token = token;
    this.server = server;
  }

  public static DemoServer start(Path folder) throws Exception {
    return start(folder, UnaryOperator.identity());
  }

  /** The same with a changed text of serve.json. */
  public static DemoServer start(Path folder, UnaryOperator<String> changed) throws Exception {
    for (int tries = 1; ; tries++) {
      try {
        return startOnce(folder, changed);
      } catch (ServeException.PortTaken e) {
        // Somebody else was given the port between freePorts and here.
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private static DemoServer startOnce(Path folder, UnaryOperator<String> changed) throws Exception {
    ServeDemonstration.Ports ports = freePorts();
    ServeDemonstration.Made made =
        ServeDemonstration.installed().make(folder, ports, Clock.systemUTC(), new SecureRandom());
    Files.writeString(made.file(), changed.apply(Files.readString(made.file())));
    Server server =
        Server.start(
            ServeFile.read(made.file()),
            Secret.Asker.NOBODY,
            Clock.systemUTC(),
            new SecureRandom());
    return new DemoServer(folder, ports, Files.readString(made.token()).trim(), server);
  }

  public static ServeDemonstration.Ports freePorts() throws IOException {
    int[] free = new int[4];
    ServerSocket[] held = new ServerSocket[4];
    for (int i = 0; i < 4; i++) {
      held[i] = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
      free[i] = held[i].getLocalPort();
    }
    for (ServerSocket each : held) {
      each.close();
    }
    return new ServeDemonstration.Ports(free[0], free[1], free[2], free[3]);
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + ports.plain() + path);
  }

  public HttpResponse<byte[]> post(String path, String type, byte[] body) throws Exception {
    return send(
        authorised(path).header("Content-Type", type),
        HttpRequest.BodyPublishers.ofByteArray(body));
  }

  public HttpResponse<byte[]> get(String path) throws Exception {
    return http.send(authorised(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  public HttpRequest.Builder authorised(String path) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(Duration.ofSeconds(120))
        .header("Authorization", "Bearer " + token);
  }

  public HttpResponse<byte[]> send(HttpRequest.Builder request, HttpRequest.BodyPublisher body)
      throws Exception {
    return http.send(request.POST(body).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
