// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.penseal.trust.tlcp.message.TlcpException;
import org.penseal.trust.tlcp.message.TlcpSuite;

/**
 * A full mutual handshake in memory with somebody between the two who changes one record of one
 * side: both end with our own exception, and never with a connection on the side that has read the
 * change.
 */
@Tag("slow")
class TamperedHandshakeTest {
  private static final Parties PARTIES = Parties.SM2;
  private static final long SEED = 20_261_127;

  /** What is done to the records of one side. */
  private interface Change {
    List<byte[]> of(List<byte[]> sent, byte[] next, int index);
  }

  /** Cuts a stream into its records and changes them. */
  private static final class Between extends OutputStream {
    private final OutputStream out;
    private final Change change;
    private final List<byte[]> sent = new ArrayList<>();
    private byte[] pending = {};

    private Between(OutputStream out, Change change) {
      this.out = out;
      this.change = change;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int at = pending.length;
      pending = Arrays.copyOf(pending, at + length);
      System.arraycopy(bytes, from, pending, at, length);
      while (pending.length >= 5) {
        int end = 5 + ((pending[3] & 0xFF) << 8 | pending[4] & 0xFF);
        if (pending.length < end) {
          return;
        }
        byte[] record = Arrays.copyOf(pending, end);
        pending = Arrays.copyOfRange(pending, end, pending.length);
        for (byte[] each : change.of(sent, record, sent.size())) {
          out.write(each);
        }
        sent.add(record);
      }
    }
  }

  private record Result(Meeting.Both both, int records) {}

  private static Result run(boolean ofClient, TlcpSuite suite, Change change) throws Exception {
    Meeting meeting = new Meeting();
    Between[] between = new Between[1];
    TlcpClient client = new TlcpClient(PARTIES.client(), HandshakeTest.only(suite));
    TlcpServer server = new TlcpServer(PARTIES.server(), PARTIES.asking());
    Meeting.Both both =
        meeting.shake(
            client,
            server,
            PARTIES.check(),
            (toPeer, isClient) -> {
              if (isClient != ofClient) {
                return toPeer;
              }
              between[0] = new Between(toPeer, change);
              return between[0];
            });
    return new Result(both, between[0].sent.size());
  }

  private static int records(boolean ofClient) throws Exception {
    Result untouched =
        run(ofClient, TlcpSuite.ECC_SM4_GCM_SM3, (sent, next, index) -> List.of(next));
    untouched.both().client().connected();
    untouched.both().server().connected();
    return untouched.records();
  }

  private void refused(String what, boolean ofClient, TlcpSuite suite, Change change)
      throws Exception {
    Meeting.Both both = run(ofClient, suite, change).both();
    for (Meeting.Outcome each : List.of(both.client(), both.server())) {
      assertTrue(
          each.failure() == null || each.failure() instanceof TlcpException,
          () -> what + ": " + each.failure());
    }
    Meeting.Outcome reader = ofClient ? both.server() : both.client();
    if (reader.failure() == null) {
      // The last record of a handshake is read; what follows it ends the connection.
      assertThrows(TlcpException.class, () -> reader.connected().input().read(), what);
    }
  }

  /** Whether the peer speaks after this record: the client's hello, the server's offer. */
  private static boolean endsFlight(boolean ofClient, int index) {
    return ofClient ? index == 0 || index == 5 : index == 4 || index == 6;
  }

  @Test
  void everyRecordCutDoubledLeftOutOrSwappedEndsTheHandshake() throws Exception {
    for (boolean ofClient : new boolean[] {true, false}) {
      String side = ofClient ? "client " : "server ";
      int count = records(ofClient);
      assertEquals(ofClient ? 6 : 7, count);
      for (int i = 0; i < count; i++) {
        int at = i;
        refused(
            side + "doubled " + at,
            ofClient,
            TlcpSuite.ECC_SM4_GCM_SM3,
            (sent, next, index) -> index == at ? List.of(next, next) : List.of(next));
        refused(
            side + "cut " + at,
            ofClient,
            TlcpSuite.ECC_SM4_GCM_SM3,
            (sent, next, index) -> index == at ? List.of(shortened(next)) : List.of(next));
        refused(
            side + "left out " + at,
            ofClient,
            TlcpSuite.ECC_SM4_GCM_SM3,
            (sent, next, index) ->
                index != at ? List.of(next) : endsFlight(ofClient, at) ? List.of(END) : List.of());
        if (!endsFlight(ofClient, at)) {
          refused(
              side + "swapped " + at,
              ofClient,
              TlcpSuite.ECC_SM4_CBC_SM3,
              (sent, next, index) ->
                  index == at
                      ? List.of()
                      : index == at + 1 ? List.of(next, sent.get(at)) : List.of(next));
        }
      }
    }
  }

  /** Lets so many bytes pass; then the line is cut. */
  private static final class Cut extends OutputStream {
    private final OutputStream out;
    private final MemoryPipe pipe;
    private int left;

    private Cut(OutputStream out, MemoryPipe pipe, int left) {
      this.out = out;
      this.pipe = pipe;
      this.left = left;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int passing = Math.min(left, length);
      if (passing > 0) {
        out.write(bytes, from, passing);
      }
      if (left > 0 && left <= length || left == 0 && length > 0) {
        pipe.end();
      }
      left = left <= length ? -1 : left - length;
    }
  }

  @Test
  void lineThatIsCutAfterAnyByteEndsTheHandshake() throws Exception {
    for (boolean ofClient : new boolean[] {true, false}) {
      Meeting whole = new Meeting();
      whole.shake(
          new TlcpClient(PARTIES.client()), new TlcpServer(PARTIES.server(), PARTIES.asking()));
      int total = (ofClient ? whole.toServer : whole.toClient).seen.size();
      // A signature's length varies by some bytes: what comes last is whole, or cut, from there on.
      for (int at = 0; at < total - 20; at += at < 40 ? 1 : 7) {
        int count = at;
        Meeting meeting = new Meeting();
        MemoryPipe pipe = ofClient ? meeting.toServer : meeting.toClient;
        Meeting.Both both =
            meeting.shake(
                new TlcpClient(PARTIES.client()),
                new TlcpServer(PARTIES.server(), PARTIES.asking()),
                PARTIES.check(),
                (toPeer, isClient) -> isClient == ofClient ? new Cut(toPeer, pipe, count) : toPeer);
        Meeting.Outcome reader = ofClient ? both.server() : both.client();
        assertTrue(
            reader.failure() instanceof TlcpException,
            () -> (ofClient ? "client " : "server ") + count + ": " + reader.failure());
        // The writer of the last flight has finished before the other can miss it.
        Meeting.Outcome writer = ofClient ? both.client() : both.server();
        assertTrue(
            writer.failure() == null ? !ofClient : writer.failure() instanceof TlcpException,
            () -> (ofClient ? "client " : "server ") + count + ": " + writer.failure());
      }
    }
  }

  // Where a record is missing the reader would wait for more: something that is nothing follows.
  private static final byte[] END = {99, 1, 1, 0, 0};

  private static byte[] shortened(byte[] record) {
    int length = record.length - 6;
    byte[] shorter = Arrays.copyOf(record, record.length - 1);
    shorter[3] = (byte) (length >> 8);
    shorter[4] = (byte) length;
    byte[] both = Arrays.copyOf(shorter, shorter.length + END.length);
    System.arraycopy(END, 0, both, shorter.length, END.length);
    return both;
  }

  @Test
  void everyChangedBitEndsTheHandshake() throws Exception {
    Random random = new Random(SEED);
    TreeMap<String, Integer> outcomes = new TreeMap<>();
    for (boolean ofClient : new boolean[] {true, false}) {
      int count = records(ofClient);
      for (int i = 0; i < count; i++) {
        for (int round = 0; round < 12; round++) {
          int at = i;
          double where = random.nextDouble();
          int bit = 1 << random.nextInt(8);
          TlcpSuite suite = TlcpSuite.values()[round % 2];
          Change change =
              (sent, next, index) -> {
                if (index != at) {
                  return List.of(next);
                }
                byte[] changed = next.clone();
                // Not the length of the record: the reader would wait for what never comes.
                int place = (int) (where * (next.length - 2));
                changed[place < 3 ? place : place + 2] ^= (byte) bit;
                // In a message's length: the reader waits for more.
                return place >= 4 && place <= 6 ? List.of(changed, END) : List.of(changed);
              };
          Meeting.Both both = run(ofClient, suite, change).both();
          for (Meeting.Outcome each : List.of(both.client(), both.server())) {
            assertTrue(
                each.failure() == null || each.failure() instanceof TlcpException,
                () -> "record " + at + ": " + each.failure());
          }
          // A changed record ends the handshake on one side at least; its alert ends the other.
          assertTrue(
              both.client().failure() != null || both.server().failure() != null,
              "record " + at + " with another bit is accepted");
          outcomes.merge(
              String.valueOf((ofClient ? both.server() : both.client()).failure()),
              1,
              Integer::sum);
        }
      }
    }
    assertTrue(outcomes.size() > 8, outcomes::toString);
  }
}
