// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProxyTest {
  private static final HttpProxy PROXY =
      HttpProxy.of(URI.create("http://proxy.example:3128/"), List.of("Intern.example", "10.0.0.7"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/",
        "http://127.3.2.1/",
        "https://localhost/",
        "http://[::1]/",
        "https://intern.example/",
        "sm+https://tsa.INTERN.example/",
        "http://10.0.0.7/"
      })
  void ownMachineAndExceptionsAreReachedDirectly(String address) {
    assertFalse(PROXY.covers(URI.create(address)));
    assertEquals(List.of(Proxy.NO_PROXY), PROXY.selector().select(URI.create(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://tsa.example/",
        "https://notintern.example/",
        "http://10.0.0.70/",
        "http://127.0.0.1.example/",
        "http://127.example/",
        "http://localhost.example/",
        "http://[2001:db8::1]/"
      })
  void allElseIsReachedThroughIt(String address) {
    assertTrue(PROXY.covers(URI.create(address)));
    InetSocketAddress at =
        (InetSocketAddress) PROXY.selector().select(URI.create(address)).getFirst().address();
    assertEquals("proxy.example", at.getHostString());
    assertEquals(3128, at.getPort());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://proxy.example:3128",
        "http://proxy.example",
        "http://me:secret@proxy.example:3128",
        "http://proxy.example:3128/path",
        "http://proxy.example:3128?x",
        "proxy.example:3128"
      })
  void otherAddressesAreNoProxy(String address) {
    assertThrows(
        IllegalArgumentException.class, () -> HttpProxy.of(URI.create(address), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 407 Password\r\n\r\n", "HTTP/1.1 200", "", "SSH-2.0-x\r\n\r\n"})
  void refusalOfATunnelEndsTheExchange(String answer) throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket()) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket client = listening.accept()) {
                  client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                  client.shutdownOutput();
                  client.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // the other side sees it
                }
              });
      HttpProxy proxy = new HttpProxy("127.0.0.1", listening.getLocalPort(), List.of());
      assertThrows(IOException.class, () -> proxy.tunnel(socket, "tsa.example", 443, 5000));
    }
  }

  @Test
  void longAnswersAreNotReadForEver() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket()) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket client = listening.accept()) {
                  while (true) {
                    client.getOutputStream().write(new byte[1024]);
                  }
                } catch (IOException e) {
                  // the other side has had enough
                }
              });
      HttpProxy proxy = new HttpProxy("127.0.0.1", listening.getLocalPort(), List.of());
      assertThrows(IOException.class, () -> proxy.tunnel(socket, "tsa.example", 443, 5000));
    }
  }

  @Test
  void answerThatComesByteByByteEndsWithTheTimeForAllOfIt() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket()) {
      Thread.ofVirtual()
          .start(
              () -> {
                // Each byte in time, all of them in 20 s.
                try (Socket client = listening.accept()) {
                  for (int i = 0; i < 400; i++) {
                    client.getOutputStream().write('x');
                    TimeUnit.MILLISECONDS.sleep(50);
                  }
                } catch (IOException | InterruptedException e) {
                  // the other side has had enough
                }
              });
      HttpProxy proxy = new HttpProxy("127.0.0.1", listening.getLocalPort(), List.of());
      assertThrows(
          SocketTimeoutException.class, () -> proxy.tunnel(socket, "tsa.example", 443, 500));
    }
  }
}
