// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.strangers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTTP proxy on loopback that alone knows where {@code *.example} is: on this machine. Forwards
 * {@code http:} requests, one for each connection, and opens tunnels.
 */
final class ForwardProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final List<String> asked = new ArrayList<>();

  private ForwardProxy(ServerSocket listening) {
    this.listening = listening;
  }

  static ForwardProxy start() throws IOException {
    ForwardProxy proxy =
        new ForwardProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().name("proxy").start(proxy::accept);
    return proxy;
  }

  String address() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** The first line of every request. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Thread.ofVirtual().name("proxy-client").start(() -> serve(client));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      String line = head.substring(0, head.indexOf("\r\n"));
      synchronized (this) {
        asked.add(line);
      }
      String[] words = line.split(" ");
      boolean tunnel = words[0].equals("CONNECT");
      URI target = URI.create(tunnel ? "https://" + words[1] : words[1]);
      if (!target.getHost().endsWith(".example")) {
        client
            .getOutputStream()
            .write("HTTP/1.1 502 Unknown\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      try (Socket service = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
        if (tunnel) {
          client
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
          String rest = head.substring(head.indexOf("\r\n"));
          String own =
              words[0] + " " + target.getRawPath() + " HTTP/1.1\r\nConnection: close" + rest;
          service.getOutputStream().write(own.getBytes(StandardCharsets.ISO_8859_1));
        }
        Thread back = Thread.ofVirtual().start(() -> copy(service, client));
        copy(client, service);
        back.join();
      }
    } catch (IOException e) {
      // one of the two went away
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (SocketException e) {
      // closed by the other side
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
