// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tongsuo;

import static org.penseal.trust.tongsuo.TongsuoLibrary.string;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Runs in a JVM of its own: a server or a client of Tongsuo over sockets of the C library. Says
 * what it sees in lines on its standard output.
 *
 * <p>A server gives back each line that it reads; a client sends a line and reads one. Words: the
 * library, {@code server} or {@code client}, {@code tlcp} or {@code rfc8998}, the suite, {@code
 * mutual} or {@code one-way}, the folder of keys, the port, and how many connections.
 */
final class TongsuoProcess {
  private static final int FILETYPE_PEM = 1;
  private static final int VERIFY_PEER = 1;
  private static final int FAIL_WITHOUT = 2;
  private static final int NO_TICKET = 0x4000;
  private static final int SET_GROUPS_LIST = 92;
  private static final int SET_SIGNATURES_LIST = 98;
  private static final int SET_MIN_VERSION = 123;
  private static final int TLS_1_3 = 0x0304;
  private static final int INET = 2;
  private static final int STREAM = 1;
  private static final int LOOPBACK = 0x7F000001;
  private static final int MOST_BYTES = 1 << 14;

  private final TongsuoLibrary library;
  private final boolean server;
  private final boolean tlcp;
  private final boolean mutual;
  private final Path folder;

  private TongsuoProcess(String[] words) {
    library = new TongsuoLibrary(Path.of(words[0]));
    server = words[1].equals("server");
    tlcp = words[2].equals("tlcp");
    mutual = words[4].equals("mutual");
    folder = Path.of(words[5]);
  }

  @SuppressWarnings("SystemOut") // read by the test
  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  public static void main(String[] words) {
    TongsuoProcess peer = new TongsuoProcess(words);
    MemorySegment context = peer.context(words[3]);
    int port = Integer.parseInt(words[6]);
    int count = Integer.parseInt(words[7]);
    if (peer.server) {
      peer.serve(context, count);
    } else {
      peer.connect(context, port, count);
    }
  }

  private MemorySegment file(String name) {
    return string(folder.resolve(name).toString());
  }

  private MemorySegment context(String suite) {
    String side = server ? "server" : "client";
    String method = tlcp ? "NTLS_" + side + "_method" : "TLS_" + side + "_method";
    MemorySegment context = library.pointer("SSL_CTX_new", library.pointer(method));
    if (tlcp) {
      library.number("SSL_CTX_enable_ntls", context);
      library.require("SSL_CTX_set_cipher_list", context, string(suite));
    } else {
      library.big("SSL_CTX_ctrl", context, SET_MIN_VERSION, (long) TLS_1_3, MemorySegment.NULL);
      library.require("SSL_CTX_set_ciphersuites", context, string(suite));
      library.number("SSL_CTX_enable_sm_tls13_strict", context);
      library.big("SSL_CTX_ctrl", context, SET_GROUPS_LIST, 0L, string("SM2"));
      library.big("SSL_CTX_ctrl", context, SET_SIGNATURES_LIST, 0L, string("sm2sig_sm3"));
    }
    library.big("SSL_CTX_set_options", context, (long) NO_TICKET);
    if (server || mutual) {
      identity(context, side);
    }
    library.require("SSL_CTX_load_verify_locations", context, file("ca.crt"), MemorySegment.NULL);
    if (!server || mutual) {
      library.number("SSL_CTX_set_verify", context, VERIFY_PEER | FAIL_WITHOUT, MemorySegment.NULL);
    }
    if (server) {
      MemorySegment id = string("test");
      library.require("SSL_CTX_set_session_id_context", context, id, 4);
    }
    return context;
  }

  private void identity(MemorySegment context, String side) {
    if (!tlcp) {
      library.require("SSL_CTX_use_certificate_file", context, file(side + "-sign.crt"), 1);
      library.require("SSL_CTX_use_PrivateKey_file", context, file(side + "-sign.key"), 1);
      return;
    }
    for (String use : new String[] {"sign", "enc"}) {
      String name = side + "-" + use;
      library.require(
          "SSL_CTX_use_" + use + "_certificate_file", context, file(name + ".crt"), FILETYPE_PEM);
      library.require(
          "SSL_CTX_use_" + use + "_PrivateKey_file", context, file(name + ".key"), FILETYPE_PEM);
    }
  }

  private static MemorySegment address(int port) {
    MemorySegment address = TongsuoLibrary.bytes(16);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) INET);
    address.set(ValueLayout.JAVA_SHORT, 2, Short.reverseBytes((short) port));
    address.set(ValueLayout.JAVA_INT, 4, Integer.reverseBytes(LOOPBACK));
    return address;
  }

  private void serve(MemorySegment context, int count) {
    int listening = library.number("socket", INET, STREAM, 0);
    MemorySegment address = address(0);
    if (library.number("bind", listening, address, 16) != 0
        || library.number("listen", listening, 16) != 0) {
      throw new IllegalStateException("no port");
    }
    MemorySegment length = TongsuoLibrary.bytes(4);
    length.set(ValueLayout.JAVA_INT, 0, 16);
    library.number("getsockname", listening, address, length);
    int port = Short.reverseBytes(address.get(ValueLayout.JAVA_SHORT, 2)) & 0xFFFF;
    say("port " + port);
    for (int i = 0; i < count; i++) {
      int socket = library.number("accept", listening, MemorySegment.NULL, MemorySegment.NULL);
      MemorySegment ssl = over(context, socket);
      if (library.number("SSL_accept", ssl) == 1) {
        say(state(ssl));
        echo(ssl);
      } else {
        say("failed " + library.errors());
      }
      library.number("SSL_shutdown", ssl);
      library.number("close", socket);
    }
  }

  private MemorySegment over(MemorySegment context, int socket) {
    MemorySegment ssl = library.pointer("SSL_new", context);
    library.require("SSL_set_fd", ssl, socket);
    return ssl;
  }

  private void echo(MemorySegment ssl) {
    MemorySegment buffer = TongsuoLibrary.bytes(MOST_BYTES);
    int read;
    while ((read = library.number("SSL_read", ssl, buffer, MOST_BYTES)) > 0) {
      library.number("SSL_write", ssl, buffer, read);
      if (buffer.get(ValueLayout.JAVA_BYTE, read - 1L) == '\n') {
        return;
      }
    }
    say("ended " + library.errors());
  }

  private void connect(MemorySegment context, int port, int count) {
    MemorySegment session = MemorySegment.NULL;
    for (int i = 0; i < count; i++) {
      int socket = library.number("socket", INET, STREAM, 0);
      if (library.number("connect", socket, address(port), 16) != 0) {
        throw new IllegalStateException("nobody listens");
      }
      MemorySegment ssl = over(context, socket);
      if (session.address() != 0) {
        library.require("SSL_set_session", ssl, session);
      }
      if (library.number("SSL_connect", ssl) == 1) {
        say(state(ssl));
        MemorySegment line = string("hello\n");
        library.number("SSL_write", ssl, line, 6);
        MemorySegment buffer = TongsuoLibrary.bytes(MOST_BYTES);
        int read = library.number("SSL_read", ssl, buffer, MOST_BYTES);
        byte[] bytes = new byte[Math.max(0, read)];
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
        say("read " + new String(bytes, StandardCharsets.UTF_8).strip());
        session = library.pointer("SSL_get1_session", ssl);
      } else {
        say("failed " + library.errors());
      }
      library.number("SSL_shutdown", ssl);
      library.number("close", socket);
    }
  }

  private String state(MemorySegment ssl) {
    MemorySegment cipher = library.pointer("SSL_get_current_cipher", ssl);
    boolean shown = library.pointer("SSL_get_peer_certificate", ssl).address() != 0;
    return "connected "
        + library.text("SSL_get_version", ssl)
        + " "
        + library.text("SSL_CIPHER_get_name", cipher)
        + (library.number("SSL_session_reused", ssl) == 1 ? " resumed" : " new")
        + (shown ? " peer" : " nobody")
        + " verified "
        + library.big("SSL_get_verify_result", ssl);
  }
}
