// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An answer; the server closes its content.
 *
 * @param status of RFC 9110, section 15
 * @param type media type
 * @param headers further ones
 * @param content what follows
 */
public record Answer(int status, String type, Map<String, String> headers, Content content) {
  /** Copies the map. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** What follows the head of an answer. */
  public interface Content extends AutoCloseable {
    /** The number of bytes. */
    long length();

    /** Writes exactly these; called once. */
    void write(OutputStream out) throws IOException;

    /** Gives up what it holds. */
    @Override
    default void close() {}
  }

  /** Bytes in memory; they belong to the answer from now on and are not copied. */
  public static Answer of(int status, String type, byte[] bytes) {
    return new Answer(
        status,
        type,
        Map.of(),
        new Content() {
          @Override
          public long length() {
            return bytes.length;
          }

          @Override
          public void write(OutputStream out) throws IOException {
            out.write(bytes);
          }
        });
  }

  /**
   * A file.
   *
   * @param closing what is done when it was sent, or was not
   */
  public static Answer file(String type, Path file, Runnable closing) throws IOException {
    long length = Files.size(file);
    return new Answer(
        200,
        type,
        Map.of(),
        new Content() {
          @Override
          public long length() {
            return length;
          }

          @Override
          public void write(OutputStream out) throws IOException {
            Files.copy(file, out);
          }

          @Override
          public void close() {
            closing.run();
          }
        });
  }

  /**
   * The same, with something more to be done once it was sent, or was not.
   *
   * @param end done once, after the content was closed
   */
  public Answer closing(Runnable end) {
    AtomicBoolean ended = new AtomicBoolean();
    return new Answer(
        status,
        type,
        headers,
        new Content() {
          @Override
          public long length() {
            return content.length();
          }

          @Override
          public void write(OutputStream out) throws IOException {
            content.write(out);
          }

          @Override
          public void close() {
            if (ended.compareAndSet(false, true)) {
              try {
                content.close();
              } finally {
                end.run();
              }
            }
          }
        });
  }

  /** The same with further headers. */
  public Answer with(Map<String, String> more) {
    return new Answer(status, type, more, content);
  }
}
