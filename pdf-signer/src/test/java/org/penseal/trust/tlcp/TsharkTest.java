// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.pdf.Tool;
import org.penseal.trust.tlcp.message.TlcpSuite;

/** Wireshark reads what our two sides say to each other, and decrypts it with a test's key log. */
@Tag("slow")
class TsharkTest {
  private static final Parties PARTIES = Parties.SM2;
  private static final String THERE = "from the client, in clear text";
  private static final String BACK = "from the server, in clear text";

  @TempDir Path folder;

  /** A file of libpcap with one TCP connection over IPv4 (link type RAW). */
  private static final class Capture {
    private static final int RAW = 101;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int[] sent = {1000, 5000};

    private Capture() {
      ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
      head.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
      out.writeBytes(head.putInt(262_144).putInt(RAW).array());
      segment(true, 2, new byte[0]);
      sent[0]++;
      segment(false, 18, new byte[0]);
      sent[1]++;
      segment(true, 16, new byte[0]);
    }

    private synchronized void segment(boolean ofClient, int flags, byte[] data) {
      int length = 40 + data.length;
      ByteBuffer packet = ByteBuffer.allocate(16 + length).order(ByteOrder.LITTLE_ENDIAN);
      packet.putInt(1_700_000_000).putInt(out.size()).putInt(length).putInt(length);
      packet.order(ByteOrder.BIG_ENDIAN);
      packet.putShort((short) 0x4500).putShort((short) length).putInt(0);
      packet.put((byte) 64).put((byte) 6).putShort((short) 0);
      packet.putInt(ofClient ? 0x0A000001 : 0x0A000002).putInt(ofClient ? 0x0A000002 : 0x0A000001);
      packet
          .putShort((short) (ofClient ? 50_000 : 443))
          .putShort((short) (ofClient ? 443 : 50_000));
      packet.putInt(sent[ofClient ? 0 : 1]);
      packet.putInt(flags == 2 ? 0 : sent[ofClient ? 1 : 0]);
      packet.put((byte) 0x50).put((byte) flags).putShort((short) 65_000).putInt(0);
      out.writeBytes(packet.put(data).array());
      sent[ofClient ? 0 : 1] += data.length;
    }

    private OutputStream over(OutputStream toPeer, boolean ofClient) {
      return new FilterOutputStream(toPeer) {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          segment(ofClient, 24, java.util.Arrays.copyOfRange(bytes, from, from + length));
          out.write(bytes, from, length);
        }
      };
    }
  }

  private static Surroundings logging(TlcpSuite suite, StringBuffer log) {
    Surroundings real = HandshakeTest.only(suite);
    HexFormat hex = HexFormat.of();
    return new Surroundings(
        real.random(),
        real.encryption(),
        (random, master) ->
            log.append("CLIENT_RANDOM ")
                .append(random.hex())
                .append(' ')
                .append(hex.formatHex(master))
                .append('\n'),
        real.clock(),
        real.suites(),
        real.keeping());
  }

  @ParameterizedTest
  @EnumSource
  void wiresharkReadsAndDecryptsBothSides(TlcpSuite suite) throws Exception {
    Capture capture = new Capture();
    StringBuffer log = new StringBuffer();
    Meeting.Both both =
        new Meeting()
            .shake(
                new TlcpClient(PARTIES.client(), logging(suite, log)),
                new TlcpServer(PARTIES.server(), PARTIES.asking()),
                PARTIES.check(),
                capture::over);
    TlcpConnection client = both.client().connected();
    TlcpConnection server = both.server().connected();
    client.output().write(THERE.getBytes(StandardCharsets.US_ASCII));
    server.input().readNBytes(THERE.length());
    server.output().write(BACK.getBytes(StandardCharsets.US_ASCII));
    server.close();
    client.close();
    Path file = Files.write(folder.resolve("own.pcap"), capture.out.toByteArray());
    Path keys = Files.writeString(folder.resolve("keys"), log.toString());
    String encrypted = tshark(file, "-q", "-z", "follow,tls,ascii,0");
    assertTrue(!encrypted.contains(THERE), encrypted);
    String followed =
        tshark(file, "-o", "tls.keylog_file:" + keys, "-q", "-z", "follow,tls,ascii,0");
    assertTrue(followed.contains(THERE) && followed.contains(BACK), followed);
    String whole = tshark(file, "-o", "tls.keylog_file:" + keys, "-V");
    String name = suite == TlcpSuite.ECC_SM4_GCM_SM3 ? "ECC_SM4_GCM_SM3" : "ECC_SM4_CBC_SM3";
    assertTrue(whole.contains(name), whole);
    for (String message :
        List.of(
            "Client Hello",
            "Server Hello",
            "Certificate Request",
            "Server Key Exchange",
            "Client Key Exchange",
            "Certificate Verify",
            "Finished",
            "Close Notify")) {
      assertTrue(whole.contains(message), () -> message + " is not in\n" + whole);
    }
    assertTrue(!whole.contains("Malformed"), whole);
  }

  private static String tshark(Path file, String... words) {
    List<String> command = new java.util.ArrayList<>(List.of("tshark", "-r", file.toString()));
    command.addAll(List.of(words));
    Tool run = Tool.run(command.toArray(String[]::new));
    assertEquals(0, run.exit(), run.output());
    return run.output();
  }
}
