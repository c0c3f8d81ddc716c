// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.security.MessageDigest;
import java.util.Arrays;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.ClientHello;
import org.penseal.trust.tlcp.message.Finished;
import org.penseal.trust.tlcp.message.TlcpException;
import org.penseal.trust.tlcp.message.TlcpSuite;
import org.penseal.trust.tlcp.record.Prf;
import org.penseal.trust.tlcp.record.RecordKeys;

/** The master secret and what comes of it (GB/T 38636-2020, section 6.5). */
final class KeySchedule {
  /** Bytes of premaster and master secret alike. */
  static final int SECRET_BYTES = 48;

  private final byte[] master;

  private KeySchedule(byte[] master) {
    this.master = master;
  }

  /**
   * What both sides have said of themselves.
   *
   * @param client the client's random value
   * @param server the server's random value
   * @param suite that is spoken
   */
  record Hellos(Octets client, Octets server, TlcpSuite suite) {}

  /** Of a premaster secret, which is wiped. */
  static KeySchedule of(byte[] premaster, Hellos hellos) {
    byte[] master =
        Prf.expand(premaster, "master secret", SECRET_BYTES, hellos.client(), hellos.server());
    Arrays.fill(premaster, (byte) 0);
    return new KeySchedule(master);
  }

  /** Of a session that is resumed. */
  static KeySchedule of(ResumableSession session) {
    return new KeySchedule(session.master().bytes());
  }

  /** The master secret; a copy. */
  byte[] master() {
    return master.clone();
  }

  /** The handshake is over; what was copied for a session stays there. */
  void wipe() {
    Arrays.fill(master, (byte) 0);
  }

  RecordKeys keys(Hellos hellos, Surroundings surroundings) {
    surroundings.keyLog().tell(hellos.client(), master.clone());
    return RecordKeys.of(
        hellos.suite(), master, hellos.client(), hellos.server(), surroundings.random());
  }

  Finished clientFinished(Octets transcript) {
    return finished("client finished", transcript);
  }

  Finished serverFinished(Octets transcript) {
    return finished("server finished", transcript);
  }

  private Finished finished(String label, Octets transcript) {
    return new Finished(Octets.of(Prf.expand(master, label, Finished.BYTES, transcript)));
  }

  /** Demands that the peer has said the same. */
  static void require(Finished expected, Finished shown) throws TlcpException {
    if (!MessageDigest.isEqual(expected.body(), shown.body())) {
      throw new TlcpException.Refused(Alert.DECRYPT_ERROR, "another Finished");
    }
  }

  /**
   * The premaster secret of a client, or a random one where anything is wrong with it: what is
   * wrong then shows in Finished, and the same way for all faults.
   *
   * @param opened what was decrypted; empty if it could not be
   * @param version that the client has offered
   * @param random as long as a premaster secret
   */
  static byte[] premaster(byte[] opened, int version, byte[] random) {
    byte[] shown = Arrays.copyOf(opened, SECRET_BYTES);
    int wrong = opened.length ^ SECRET_BYTES;
    wrong |= shown[0] & 0xFF ^ version >> 8;
    wrong |= shown[1] & 0xFF ^ version & 0xFF;
    int replace = (wrong | -wrong) >> 31;
    for (int i = 0; i < SECRET_BYTES; i++) {
      shown[i] = (byte) (shown[i] & ~replace | random[i] & replace);
    }
    return shown;
  }

  /** What ServerKeyExchange signs: both random values and the encryption certificate. */
  static byte[] signedParameters(Octets client, Octets server, byte[] encryption) {
    int head = 2 * ClientHello.RANDOM_BYTES;
    byte[] all = Arrays.copyOf(client.bytes(), head + 3 + encryption.length);
    System.arraycopy(server.bytes(), 0, all, ClientHello.RANDOM_BYTES, ClientHello.RANDOM_BYTES);
    all[head] = (byte) (encryption.length >> 16);
    all[head + 1] = (byte) (encryption.length >> 8);
    all[head + 2] = (byte) encryption.length;
    System.arraycopy(encryption, 0, all, head + 3, encryption.length);
    return all;
  }
}
