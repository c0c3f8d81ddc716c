// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.penseal.app.disk.DurableFile;
import org.penseal.pad.LinkMemory;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadOrigin;

/**
 * The pads that once had a secure link with this station, one a line in a file: its serial number
 * and, behind a tabulator, the port at which it was last, if that is known. A pad without a serial
 * number has the port only. Any thread; several processes may add to it.
 */
final class KnownLinks implements LinkMemory {
  private static final char TAB = '\t';

  private final Path file;

  /**
   * @param file need not be there
   */
  KnownLinks(Path file) {
    this.file = file;
  }

  @Override
  public synchronized boolean wasSecured(PadIdentity pad, Optional<String> place) {
    String number = number(pad);
    return read().stream()
        .anyMatch(
            line ->
                (!number.isEmpty() && numberOf(line).equals(number))
                    || (place.isPresent() && placeOf(line).equals(clean(place.get()))));
  }

  @Override
  public synchronized void secured(PadIdentity pad, Optional<String> place) {
    String number = number(pad);
    String at = place.map(KnownLinks::clean).orElse("");
    if (number.isEmpty() && at.isEmpty()) {
      return;
    }
    Set<String> before = read();
    Set<String> after = new TreeSet<>();
    for (String line : before) {
      boolean same = !number.isEmpty() && numberOf(line).equals(number);
      boolean left = !at.isEmpty() && placeOf(line).equals(at);
      if (!same && !left) {
        after.add(line);
      } else if (!same && !numberOf(line).isEmpty()) {
        after.add(numberOf(line)); // it was there before this one came
      } else if (same && at.isEmpty() && !placeOf(line).isEmpty()) {
        at = placeOf(line);
      }
    }
    after.add(at.isEmpty() ? number : number + TAB + at);
    if (!after.equals(before)) {
      try {
        DurableFile.write(file, String.join("\n", after).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String numberOf(String line) {
    int tab = line.indexOf(TAB);
    return tab < 0 ? line : line.substring(0, tab);
  }

  private static String placeOf(String line) {
    int tab = line.indexOf(TAB);
    return tab < 0 ? "" : line.substring(tab + 1);
  }

  // Simulated pads of all models share one serial number.
  private static String number(PadIdentity pad) {
    String serial = clean(pad.serialNumber());
    boolean program = pad.origin() == PadOrigin.SIMULATED || pad.origin() == PadOrigin.RECORDED;
    return serial.isEmpty() || !program ? serial : pad.model().id() + " " + serial;
  }

  // What a device says is not to make lines of its own.
  private static String clean(String text) {
    return text.replaceAll("[\\p{Cc}]", "?").strip();
  }

  private Set<String> read() {
    try {
      return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
