// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.HandshakeMessage;
import org.penseal.trust.tlcp.message.HandshakeType;
import org.penseal.trust.tlcp.message.TlcpException;
import org.penseal.trust.tlcp.record.ContentType;
import org.penseal.trust.tlcp.record.PlainRecord;
import org.penseal.trust.tlcp.record.Protection;
import org.penseal.trust.tlcp.record.RecordReader;
import org.penseal.trust.tlcp.record.RecordWriter;

/** Handshake messages over records, with the digest of all that were read and written. */
final class HandshakeChannel {
  private static final int HEADER_BYTES = 4;
  private static final int FIRST_BYTES = 2048;

  private final RecordReader reader;
  private final RecordWriter writer;
  private final FlightTimer timer;
  private final SM3Digest transcript = new SM3Digest();
  private byte[] pending = new byte[FIRST_BYTES];
  private int from;
  private int to;
  private boolean secretUsed;

  HandshakeChannel(RecordReader reader, RecordWriter writer, FlightTimer timer) {
    this.reader = reader;
    this.writer = writer;
    this.timer = timer;
  }

  /** Reads a body. */
  interface Reading<M extends HandshakeMessage> {
    M read(byte[] body) throws TlcpException;
  }

  /** SM3 of all messages so far. */
  Octets transcript() {
    byte[] digest = new byte[transcript.getDigestSize()];
    new SM3Digest(transcript).doFinal(digest, 0);
    return Octets.of(digest);
  }

  /** The type of the next message, which is not taken. */
  HandshakeType next() throws IOException {
    fill(HEADER_BYTES);
    HandshakeType type =
        HandshakeType.of(pending[from] & 0xFF)
            .orElseThrow(() -> new TlcpException.Refused(Alert.UNEXPECTED_MESSAGE, "no message"));
    int length = length();
    if (length > type.longestBytes()) {
      throw new TlcpException.Refused(Alert.DECODE_ERROR, type + " of " + length + " bytes");
    }
    return type;
  }

  /** Takes the next message, which must be of a type. */
  <M extends HandshakeMessage> M read(HandshakeType type, Reading<M> reading) throws IOException {
    HandshakeType found = next();
    if (found != type) {
      throw new TlcpException.Refused(Alert.UNEXPECTED_MESSAGE, found + " in the place of " + type);
    }
    int end = HEADER_BYTES + length();
    fill(end);
    transcript.update(pending, from, end);
    byte[] body = Arrays.copyOfRange(pending, from + HEADER_BYTES, from + end);
    from += end;
    return reading.read(body);
  }

  private int length() {
    return (pending[from + 1] & 0xFF) << 16
        | (pending[from + 2] & 0xFF) << 8
        | pending[from + 3] & 0xFF;
  }

  private void fill(int bytes) throws IOException {
    while (to - from < bytes) {
      byte[] content = content(ContentType.HANDSHAKE);
      if (content.length == 0) {
        throw new TlcpException.Refused(Alert.UNEXPECTED_MESSAGE, "an empty record");
      }
      if (to + content.length > pending.length) {
        // Twice as large, so that a message in records of one byte is not copied for each.
        byte[] larger = new byte[Math.max(2 * (to - from), to - from + content.length)];
        System.arraycopy(pending, from, larger, 0, to - from);
        pending = larger;
        to -= from;
        from = 0;
      }
      System.arraycopy(content, 0, pending, to, content.length);
      to += content.length;
    }
  }

  private byte[] content(ContentType type) throws IOException {
    PlainRecord record = reader.read();
    if (record.type() == ContentType.ALERT) {
      throw ended(record.content());
    }
    if (record.type() != type) {
      throw new TlcpException.Refused(
          Alert.UNEXPECTED_MESSAGE, record.type() + " in the place of " + type);
    }
    return record.content();
  }

  /** What an alert says; whatever its level, it ends a handshake. */
  static TlcpException ended(byte[] alert) {
    return alert.length == 2
        ? new TlcpException.Ended(alert[1] & 0xFF)
        : new TlcpException.Refused(Alert.DECODE_ERROR, "an alert of another length");
  }

  void write(HandshakeMessage message) throws IOException {
    byte[] bytes = message.encoded();
    transcript.update(bytes, 0, bytes.length);
    writer.write(ContentType.HANDSHAKE, bytes);
  }

  /** Ends this side's flight: now it is the peer's turn, and his time runs. */
  void flush() throws IOException {
    writer.flush();
    timer.begin();
  }

  /** Says that what is written from here is protected. */
  void protectWriting(Protection with) throws IOException {
    writer.write(ContentType.CHANGE_CIPHER_SPEC, new byte[] {1});
    writer.protect(with);
  }

  /** Reads that what comes from here is protected; half a message may not stand before it. */
  void protectReading(Protection with) throws IOException {
    if (from < to) {
      throw new TlcpException.Refused(Alert.UNEXPECTED_MESSAGE, "a message over a change of keys");
    }
    byte[] content = content(ContentType.CHANGE_CIPHER_SPEC);
    if (content.length != 1 || content[0] != 1) {
      throw new TlcpException.Refused(Alert.DECODE_ERROR, "no change of keys");
    }
    reader.protect(with);
  }

  /** The last message was read; nothing may stand behind it in its record. */
  void end() throws TlcpException {
    if (from < to) {
      throw new TlcpException.Refused(Alert.UNEXPECTED_MESSAGE, "bytes after Finished");
    }
    // The connection may live for long.
    pending = new byte[0];
    from = 0;
    to = 0;
  }

  /** From here on the peer is told one and the same alert, whatever is wrong. */
  void useSecret() {
    secretUsed = true;
  }

  /** What the peer is told of a fault, and what the caller is given. */
  TlcpException.Refused told(TlcpException.Refused fault) {
    return secretUsed && fault.alert() != Alert.BAD_RECORD_MAC
        ? new TlcpException.Refused(Alert.BAD_RECORD_MAC, "after a secret was used", fault)
        : fault;
  }

  /** Tells the peer of a fault; he may be gone. */
  void tell(Alert alert) throws IOException {
    writer.write(ContentType.ALERT, new byte[] {Alert.FATAL, (byte) alert.code()});
    writer.flush();
  }
}
