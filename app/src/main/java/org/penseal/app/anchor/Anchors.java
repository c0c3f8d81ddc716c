// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.anchor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.StoreException;
import org.penseal.data.FileStamps;
import org.penseal.data.StampReport;
import org.penseal.pdf.Report;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;

/**
 * Has the head of the archive's log stamped (RFC 3161) and keeps the tokens in a folder, so that a
 * log that was cut, or is an older copy, can be told by a time that an authority proves. Copies of
 * the folder elsewhere prove it to others.
 */
public final class Anchors {
  private static final String HEAD = ".head";
  private static final String TOKEN = ".tst";
  private static final int LARGEST_TOKEN_BYTES = 1 << 20;
  private static final int MOST_ANCHORS = 100_000;
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 45);

  private final ArchiveLog log;
  private final Path folder;
  private final Hashing hashing;
  private final Clock clock;

  /**
   * @param log the archive's log
   * @param folder of the anchors; made when there is one
   */
  public Anchors(ArchiveLog log, Path folder, Hashing hashing, Clock clock) {
    this.log = log;
    this.folder = folder;
    this.hashing = hashing;
    this.clock = clock;
  }

  /** The folder of an archive's anchors. */
  public static Path in(Path data) {
    return data.resolve("anchors");
  }

  /**
   * Whether the head should be stamped: it went on since the last anchor, which is an hour old or
   * of another day, or the day ends.
   *
   * @throws StoreException if the archive was altered or put back
   */
  public boolean due(ZoneId zone) throws StoreException, SigningException {
    ArchiveLog.Head head = log.head();
    Last last = last();
    if (head.number() == 0 || head.number() <= last.number()) {
      return false;
    }
    Instant now = clock.instant();
    Instant stamped = last.at();
    if (stamped == null || !now.isBefore(stamped.plus(INTERVAL))) {
      return true;
    }
    ZonedDateTime here = now.atZone(zone);
    return !here.toLocalDate().equals(stamped.atZone(zone).toLocalDate())
        || !here.toLocalTime().isBefore(END_OF_DAY);
  }

  /** The stamp over the highest head, if it can be read. */
  public Optional<Timestamp> latest() throws SigningException {
    Optional<Timestamp> latest = Optional.empty();
    long highest = 0;
    for (Path file : heads(folder)) {
      Optional<ArchiveLog.Head> head = head(file);
      if (head.isPresent() && head.get().number() > highest) {
        highest = head.get().number();
        latest = token(file);
      }
    }
    return latest;
  }

  private record Last(long number, @Nullable Instant at) {}

  private Last last() throws SigningException {
    Last last = new Last(0, null);
    for (Path file : heads(folder)) {
      Optional<ArchiveLog.Head> head = head(file);
      if (head.isPresent() && head.get().number() > last.number()) {
        last = new Last(head.get().number(), token(file).map(Timestamp::time).orElse(null));
      }
    }
    return last;
  }

  /**
   * Has the present head stamped.
   *
   * @return where it lies
   * @throws StoreException if the archive was altered or put back: nothing of that is stamped
   */
  public Path add(TimestampClient client) throws StoreException, SigningException {
    ArchiveLog.Head head = log.head();
    String name = "%012d-%s".formatted(head.number(), head.mac().substring(0, 8));
    Path file = folder.resolve(name + HEAD);
    try {
      OwnerOnly.folder(folder);
      DurableFile.write(file, log.encode(head));
      new FileStamps(hashing).stamp(file, "SM3", client, tokenOf(file));
      OwnerOnly.existing(tokenOf(file));
      return file;
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(file, "anchor", e);
    }
  }

  /**
   * Checks every anchor of a folder against the log.
   *
   * @param where this archive's own folder, or a copy of it that was kept elsewhere
   * @param trust whose tokens are believed
   * @throws StoreException.Altered if the log was edited
   */
  public List<Anchor> check(Path where, TrustStore trust) throws StoreException, SigningException {
    List<Anchor> checked = new ArrayList<>();
    for (Path file : heads(where)) {
      checked.add(check(trust, file));
    }
    return checked;
  }

  private Anchor check(TrustStore trust, Path file) throws StoreException, SigningException {
    Optional<ArchiveLog.Head> head = head(file);
    if (head.isEmpty()) {
      return new Anchor(file, null, Anchor.State.BROKEN, null, "", false);
    }
    Optional<Timestamp> token = token(file);
    if (token.isEmpty()) {
      // A crash before the authority answered leaves a head alone: it is this archive's all the
      // same.
      Anchor.State state =
          log.accountsFor(head.get()) ? Anchor.State.UNTRUSTED : Anchor.State.MISSING;
      return new Anchor(file, head.get(), state, null, "", false);
    }
    StampReport report =
        new FileStamps(hashing).verify(tokenOf(file), file, trust, clock.instant());
    Anchor.State state = state(head.get(), report.verdict());
    return new Anchor(
        file, head.get(), state, token.get().time(), report.time().tsa(), report.demo());
  }

  private Anchor.State state(ArchiveLog.Head head, Report.Verdict token) throws StoreException {
    if (token == Report.Verdict.INVALID) {
      return Anchor.State.BROKEN;
    }
    if (!log.accountsFor(head)) {
      return Anchor.State.MISSING;
    }
    return token == Report.Verdict.VALID ? Anchor.State.HOLDS : Anchor.State.UNTRUSTED;
  }

  private Optional<ArchiveLog.Head> head(Path file) throws SigningException {
    try {
      return log.readHead(file);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "anchor", e);
    }
  }

  private static Optional<Timestamp> token(Path head) throws SigningException {
    Path token = tokenOf(head);
    try {
      if (!Files.isRegularFile(token) || Files.size(token) > LARGEST_TOKEN_BYTES) {
        return Optional.empty();
      }
      return Optional.of(Timestamp.parse(Octets.of(Files.readAllBytes(token))));
    } catch (IOException e) {
      throw new FileException.InputUnreadable(token, "anchor", e);
    } catch (SigningException e) {
      // What is no token proves nothing; check() says so.
      return Optional.empty();
    }
  }

  private static Path tokenOf(Path head) {
    return head.resolveSibling(head.getFileName() + TOKEN);
  }

  private static List<Path> heads(Path folder) throws SigningException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(HEAD))
          .sorted()
          .limit(MOST_ANCHORS)
          .toList();
    } catch (IOException e) {
      throw new FileException.InputUnreadable(folder, "anchors", e);
    }
  }
}
