// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.HandshakeMessage;
import org.penseal.trust.tlcp.message.TlcpException;

/** Reads records. For one thread at a time; whoever gave the stream closes it. */
public final class RecordReader {
  private static final int HEADER_BYTES = 5;
  // GB/T 38636-2020, section 6.3.2.4: what protection may add.
  private static final int MOST_ADDED_BYTES = 2048;

  private final InputStream in;
  private @Nullable Protection protection;

  /** From a stream that is read in pieces: wrap it in a buffer. */
  public RecordReader(InputStream in) {
    this.in = in;
  }

  /** From the next record on; the records before it are not read again. */
  public void protect(Protection with) {
    protection = with;
  }

  /** Whether records are protected. */
  public boolean isProtected() {
    return protection != null;
  }

  /**
   * Reads one.
   *
   * @throws TlcpException.Cut if the stream ends
   * @throws TlcpException.Refused if it is no record or does not open
   * @throws IOException if the stream fails
   */
  public PlainRecord read() throws IOException {
    byte[] head = exactly(HEADER_BYTES);
    ContentType type =
        ContentType.of(head[0] & 0xFF)
            .orElseThrow(
                () -> new TlcpException.Refused(Alert.UNEXPECTED_MESSAGE, "no type of a record"));
    if (((head[1] & 0xFF) << 8 | head[2] & 0xFF) != HandshakeMessage.VERSION) {
      throw new TlcpException.Refused(Alert.PROTOCOL_VERSION, "a record of another version");
    }
    int length = (head[3] & 0xFF) << 8 | head[4] & 0xFF;
    Protection opening = protection;
    if (length > PlainRecord.MOST_BYTES + (opening == null ? 0 : MOST_ADDED_BYTES)) {
      throw new TlcpException.Refused(Alert.RECORD_OVERFLOW, "a record of " + length + " bytes");
    }
    byte[] fragment = exactly(length);
    return new PlainRecord(type, opening == null ? fragment : opening.open(type, fragment));
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new TlcpException.Cut();
    }
    return bytes;
  }
}
