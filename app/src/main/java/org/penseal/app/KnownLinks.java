// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.penseal.app.disk.DurableFile;
import org.penseal.pad.LinkMemory;
import org.penseal.pad.Origin;
import org.penseal.pad.PadIdentity;

/**
 * The pads that once had a secure link with this station, one serial number a line in a file. Any
 * thread; several processes may add to it.
 */
final class KnownLinks implements LinkMemory {
  private final Path file;

  /**
   * @param file need not be there
   */
  KnownLinks(Path file) {
    this.file = file;
  }

  @Override
  public synchronized boolean wasSecured(PadIdentity pad) {
    return !pad.serialNumber().isBlank() && read().contains(line(pad));
  }

  @Override
  public synchronized void secured(PadIdentity pad) {
    if (pad.serialNumber().isBlank()) {
      return;
    }
    Set<String> known = read();
    if (known.add(line(pad))) {
      try {
        DurableFile.write(file, String.join("\n", known).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  // Simulated pads of all models share one serial number.
  private static String line(PadIdentity pad) {
    String serial = pad.serialNumber().strip();
    return pad.origin() == Origin.DEVICE ? serial : pad.model().id() + " " + serial;
  }

  private Set<String> read() {
    try {
      return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
