// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadButton;

/**
 * Keeps what passes over one transport, for a file that {@link ReplayTransport} plays: in memory,
 * or line by line in a file, so that a crash loses nothing that had passed. Holds at most 500,000
 * pieces; what comes later passes without being kept, and the fact {@code cut} says so. A recording
 * holds ink and may hold a PIN: it is for field faults and the user's own wish only. Any thread.
 */
public final class Recorder implements AutoCloseable {
  private static final int MAX_PASSAGES = 500_000;
  private static final String CUT = "cut";

  private final long begin = System.nanoTime();
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<Recording.Passage> passages = new ArrayList<>();
  private @Nullable Writer file;
  private @Nullable IOException failure;
  private int kept;

  private Recorder() {}

  /** Keeps it in memory. */
  public static Recorder inMemory() {
    return new Recorder();
  }

  /**
   * Keeps it in a file, in the place of what the file held.
   *
   * @throws IOException when the file cannot be written
   */
  public static Recorder into(Path path) throws IOException {
    Recorder recorder = new Recorder();
    recorder.keepIn(path);
    return recorder;
  }

  /**
   * Keeps it in a file from now on, with what passed before, in the place of what the file held.
   *
   * @throws IOException when the file cannot be written
   */
  public synchronized void keepIn(Path path) throws IOException {
    file = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    line(Recording.HEADER);
    facts.forEach((name, value) -> line(Recording.factLine(name, value)));
    passages.forEach(passage -> line(passage.toLine()));
    passages.clear();
    requireKept();
  }

  /**
   * To be asked at the end: a full disk does not disturb the pad meanwhile.
   *
   * @throws IOException when something that passed could not be written to the file
   */
  public synchronized void requireKept() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** A fact of the recording, e.g. {@code model}. */
  public synchronized void fact(String name, String value) {
    facts.put(name, value);
    line(Recording.factLine(name, value));
  }

  /** The host begins a capture, of which some pads are not told. */
  public void captureBegan() {
    keep(Recording.Kind.CAPTURE_BEGAN, new byte[0], 0);
  }

  /** The host has ended a capture. */
  public void captureEnded() {
    keep(Recording.Kind.CAPTURE_ENDED, new byte[0], 0);
  }

  /** A button was pressed at the host, where the pad has none. */
  public void pressed(PadButton button) {
    keep(Recording.Kind.HOST_PRESSED, new byte[] {(byte) button.ordinal()}, 1);
  }

  /** What passed so far, when it is kept in memory. */
  public synchronized Recording recording() {
    return new Recording(facts, passages);
  }

  synchronized void keep(Recording.Kind kind, byte[] bytes, int length) {
    if (kept >= MAX_PASSAGES) {
      if (!facts.containsKey(CUT)) {
        fact(CUT, MAX_PASSAGES + " pieces");
      }
      return;
    }
    kept++;
    long micros = (System.nanoTime() - begin) / 1000;
    Recording.Passage passage = Recording.Passage.of(micros, kind, bytes, length);
    if (file == null) {
      passages.add(passage);
    }
    line(passage.toLine());
  }

  private void line(String line) {
    Writer into = file;
    if (into == null || failure != null) {
      return;
    }
    try {
      into.write(line);
      into.write('\n');
      into.flush();
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    Writer written = file;
    try {
      if (written != null) {
        written.close();
      }
    } catch (IOException e) {
      // What could not be written before cannot be written now, and was said.
      if (failure == null) {
        throw e;
      }
    }
  }
}
