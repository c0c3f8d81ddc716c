// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.message.TlcpSuite;
import org.penseal.trust.tlcp.record.ContentType;
import org.penseal.trust.tlcp.record.RecordKeys;
import org.penseal.trust.tlcp.record.RecordWriter;
import org.penseal.trust.tongsuo.Tongsuo;

/**
 * Figures of TLCP, by {@code ./check --tlcp}: processor time of a server for a full handshake
 * beside Tongsuo in the same run, throughput beside the cipher alone, memory of idle connections.
 */
public final class TlcpBench {
  private static final int WARM_UP = 300;
  private static final int HANDSHAKES = 300;
  private static final int MEGABYTES = 1024;
  private static final int IDLE = 5000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private TlcpBench() {}

  @SuppressWarnings("SystemOut") // its result
  private static void say(String line) {
    System.out.println(line);
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("tlcp");
    say("SM2: " + sm2());
    for (TlcpSuite suite : TlcpSuite.values()) {
      String name =
          suite == TlcpSuite.ECC_SM4_GCM_SM3 ? "ECC-SM2-SM4-GCM-SM3" : "ECC-SM2-SM4-CBC-SM3";
      handshakesOfOurs(suite, WARM_UP);
      say("%s: server, ours %.2f ms".formatted(suite, handshakesOfOurs(suite, HANDSHAKES)));
      if (Tongsuo.runsHere()) {
        say("%s: server, Tongsuo %.2f ms".formatted(suite, handshakesOfTongsuo(folder, name)));
      }
    }
    throughput();
    idle();
  }

  private static String sm2() throws Exception {
    var key = TlcpSm2.privateKey(Recorded.key("server-enc"));
    var shown = TlcpSm2.publicKey(Recorded.certificate("server-enc"));
    SecureRandom random = new SecureRandom();
    byte[] encrypted = TlcpSm2.encrypt(shown, new byte[48], random);
    double[] ms = new double[2];
    for (int round = 0; round < 2; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < HANDSHAKES; i++) {
        TlcpSm2.sign(key, encrypted, random);
      }
      long between = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < HANDSHAKES; i++) {
        TlcpSm2.decrypt(key, encrypted);
      }
      ms[0] = (between - start) / 1e6 / HANDSHAKES;
      ms[1] = (THREADS.getCurrentThreadCpuTime() - between) / 1e6 / HANDSHAKES;
    }
    return "signature %.2f ms, decryption %.2f ms".formatted(ms[0], ms[1]);
  }

  private static void connect(int port, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      TlcpClient client = new TlcpClient(null);
      try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        client.connect(socket, "x", shown -> {}, Duration.ofSeconds(20)).close();
      }
    }
  }

  /** Processor time of a server's thread, in ms for each. */
  private static double handshakesOfOurs(TlcpSuite suite, int count) throws Exception {
    TlcpServer server =
        new TlcpServer(Recorded.identity("server"), Optional.empty(), HandshakeTest.only(suite));
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      FutureTask<Long> serving =
          new FutureTask<>(
              () -> {
                long start = THREADS.getCurrentThreadCpuTime();
                for (int i = 0; i < count; i++) {
                  try (Socket socket = listening.accept()) {
                    TlcpConnection connection = server.accept(socket, Duration.ofSeconds(20));
                    connection.input().read();
                  }
                }
                return THREADS.getCurrentThreadCpuTime() - start;
              });
      Thread.ofPlatform().start(serving);
      connect(listening.getLocalPort(), count);
      return serving.get() / 1e6 / count;
    }
  }

  private static double handshakesOfTongsuo(Path folder, String suite) throws Exception {
    try (Tongsuo tongsuo =
        Tongsuo.start(
            folder, List.of("server", "tlcp", suite, "one-way"), 0, WARM_UP + HANDSHAKES + 1)) {
      int port = tongsuo.port();
      connect(port, WARM_UP);
      Duration start = tongsuo.processorTime();
      connect(port, HANDSHAKES);
      return tongsuo.processorTime().minus(start).toNanos() / 1e6 / HANDSHAKES;
    }
  }

  private interface Work {
    void megabyte(byte[] data) throws IOException;
  }

  private static double seconds(Work work) throws IOException {
    byte[] data = new byte[1 << 20];
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < MEGABYTES; i++) {
        work.megabyte(data);
      }
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
    }
    return best;
  }

  private static void throughput() throws IOException {
    for (TlcpSuite suite : TlcpSuite.values()) {
      RecordWriter writer = new RecordWriter(OutputStream.nullOutputStream());
      Octets random = Octets.of(new byte[32]);
      writer.protect(
          RecordKeys.of(suite, new byte[48], random, random, new SecureRandom()).client());
      double own = seconds(data -> writer.write(ContentType.APPLICATION_DATA, data));
      double alone = seconds(suite == TlcpSuite.ECC_SM4_GCM_SM3 ? gcm() : cbc());
      say(
          "%s: %d MB in %.2f s (%.0f MB/s), cipher alone %.2f s: %.2f times"
              .formatted(suite, MEGABYTES, own, MEGABYTES / own, alone, own / alone));
    }
  }

  private static Work gcm() {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
    byte[] out = new byte[(1 << 14) + 16];
    byte[] nonce = new byte[12];
    return data -> {
      for (int at = 0; at < data.length; at += 1 << 14) {
        nonce[at >> 14 & 7]++;
        cipher.init(true, new AEADParameters(new KeyParameter(new byte[16]), 128, nonce));
        int done = cipher.processBytes(data, at, 1 << 14, out, 0);
        try {
          cipher.doFinal(out, done);
        } catch (InvalidCipherTextException e) {
          throw new IOException(e);
        }
      }
    };
  }

  private static Work cbc() {
    CBCModeCipher cipher = CBCBlockCipher.newInstance(new SM4Engine());
    HMac mac = new HMac(new SM3Digest());
    mac.init(new KeyParameter(new byte[32]));
    cipher.init(true, new ParametersWithIV(new KeyParameter(new byte[16]), new byte[16]));
    byte[] out = new byte[1 << 14];
    return data -> {
      for (int at = 0; at < data.length; at += 1 << 14) {
        mac.update(data, at, 1 << 14);
        mac.doFinal(out, 0);
        for (int i = 0; i < 1 << 14; i += 16) {
          cipher.processBlock(data, at + i, out, i);
        }
      }
    };
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void idle() throws Exception {
    TlcpClient client = new TlcpClient(null);
    TlcpServer server = new TlcpServer(Recorded.identity("server"), Optional.empty());
    Meeting first = new Meeting();
    first.shake(client, server, shown -> {}).server().connected();
    long before = used();
    List<TlcpConnection> connections = new ArrayList<>();
    for (int i = 0; i < IDLE; i++) {
      connections.add(new Meeting().shake(client, server, shown -> {}).server().connected());
    }
    long each = (used() - before) / IDLE;
    say(
        "%d idle connections of a server: %d kB each, with what stands for the socket"
            .formatted(connections.size(), each >> 10));
  }
}
