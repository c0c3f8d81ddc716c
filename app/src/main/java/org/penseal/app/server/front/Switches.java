// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.front;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;

/**
 * Which applications and keys of this node are switched off. It stands on the disk, so that what
 * was switched off does not come back with a restart. May be shared between threads.
 */
public final class Switches {
  /** None, and none can be. */
  public static final Switches NONE = new Switches(Optional.empty(), Set.of());

  private final Optional<Path> file;
  private volatile Set<String> off;

  /** What can be switched off. */
  public enum What {
    /** An application. */
    APPLICATION,
    /** A key. */
    KEY;

    private String line(String name) {
      return name().toLowerCase(Locale.ROOT) + " " + name;
    }
  }

  private Switches(Optional<Path> file, Set<String> off) {
    this.file = file;
    this.off = Set.copyOf(off);
  }

  /**
   * Reads what was switched off.
   *
   * @throws ServeException.DataUnusable if the file is there and cannot be read
   */
  public static Switches open(Path file) throws ServeException {
    try {
      Set<String> off =
          Files.exists(file)
              ? new TreeSet<>(Files.readAllLines(file, StandardCharsets.UTF_8))
              : Set.of();
      return new Switches(Optional.of(file), off);
    } catch (IOException e) {
      throw new ServeException.DataUnusable(file, e);
    }
  }

  /** Whether something is on. */
  public boolean isOn(What what, String name) {
    return !off.contains(what.line(name));
  }

  /**
   * Switches something on or off; it stands on the disk when this returns.
   *
   * @throws NotReady if it cannot be written; nothing is changed then
   */
  public synchronized void set(What what, String name, boolean on) throws NotReady {
    Set<String> next = new TreeSet<>(off);
    if (on) {
      next.remove(what.line(name));
    } else {
      next.add(what.line(name));
    }
    try {
      String lines = next.isEmpty() ? "" : String.join("\n", next) + "\n";
      DurableFile.write(file.orElseThrow(), lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new NotReady(NotReady.Part.STORE, e);
    }
    off = Set.copyOf(next);
  }
}
