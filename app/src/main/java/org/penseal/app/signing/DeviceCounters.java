// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.evidence.Sm3;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The number of the last statement that was taken of each device, by the device's key: one file for
 * each in a folder. A device never counts back, so a number that comes again is of a copy, or of a
 * device that was reset. Several threads and processes may share the folder.
 */
public final class DeviceCounters {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceCounters.class);
  private static final Object ONE_OF_THIS_PROCESS = new Object();

  private final Path folder;

  /** In a folder, which is made when it is needed. */
  public DeviceCounters(Path folder) {
    this.folder = folder;
  }

  /**
   * Takes a number.
   *
   * @return false if it is not above the last one of the device: nothing is taken then
   * @throws IOException if that cannot be told or kept
   */
  public boolean take(PublicKey device, long counter) throws IOException {
    synchronized (ONE_OF_THIS_PROCESS) {
      OwnerOnly.folder(folder);
      Path gate = folder.resolve("lock");
      try (FileChannel channel =
              FileChannel.open(gate, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        LOG.trace("counters under {}", held);
        return takeAlone(folder.resolve(Sm3.hex(device.getEncoded())), counter);
      }
    }
  }

  private static boolean takeAlone(Path file, long counter) throws IOException {
    if (Files.exists(file) && counter <= read(file)) {
      return false;
    }
    DurableFile.write(file, Long.toString(counter).getBytes(StandardCharsets.US_ASCII));
    return true;
  }

  private static long read(Path file) throws IOException {
    try {
      return Long.parseLong(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw new IOException("no number: " + file, e);
    }
  }
}
