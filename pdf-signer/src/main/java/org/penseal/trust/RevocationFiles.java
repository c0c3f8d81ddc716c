// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.penseal.refusal.FileException;
import org.penseal.signature.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revocation lists in files that somebody replaces while they are in use: looked for at most once a
 * minute, and read again when one was changed. If they cannot be read then, the lists of before
 * stay, and the log says so. May be shared between threads.
 */
public final class RevocationFiles {
  /** How long a list that was replaced may go unnoticed. */
  public static final Duration UNNOTICED = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(RevocationFiles.class);

  private final List<Path> files;
  private final Clock clock;
  private List<Octets> lists; // with what follows, under the monitor
  private List<String> states;
  private Instant looked;

  private RevocationFiles(List<Path> files, Clock clock, List<String> states, List<Octets> lists) {
    this.files = List.copyOf(files);
    this.clock = clock;
    this.states = states;
    this.lists = lists;
    this.looked = clock.instant();
  }

  /**
   * Reads them for the first time.
   *
   * @param files as {@link RevocationLists#read(List)}
   * @throws FileException.InputUnreadable as there
   */
  public static RevocationFiles of(List<Path> files, Clock clock)
      throws FileException.InputUnreadable {
    // First: what is replaced meanwhile is read again.
    List<String> states = states(files);
    return new RevocationFiles(files, clock, states, RevocationLists.read(files));
  }

  /** The lists as they are now, DER. */
  public synchronized List<Octets> lists() {
    Instant now = clock.instant();
    if (Duration.between(looked, now).abs().compareTo(UNNOTICED) < 0) {
      return lists;
    }
    looked = now;
    List<String> found = states(files);
    if (!found.equals(states)) {
      try {
        lists = RevocationLists.read(files);
        states = found;
      } catch (FileException.InputUnreadable e) {
        LOG.warn("revocation lists of before stay in use: {}", e.file, e);
      }
    }
    return lists;
  }

  private static List<String> states(List<Path> files) {
    List<String> states = new ArrayList<>();
    for (Path file : files) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        states.add(found.size() + " " + found.lastModifiedTime() + " " + found.fileKey());
      } catch (IOException e) {
        states.add("none");
      }
    }
    return states;
  }
}
