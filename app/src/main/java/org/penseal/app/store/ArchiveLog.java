// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The archive's log as a whole: whether it is what it was, how far it goes, and what an operator
 * says where it is not.
 */
public final class ArchiveLog {
  private final Archive archive;
  private final Custody custody;
  private final ArchiveKey key;
  private final Clock clock;

  ArchiveLog(Archive archive, Custody custody, ArchiveKey key, Clock clock) {
    this.archive = archive;
    this.custody = custody;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Compares rows, log, head and witness.
   *
   * @throws StoreException.Altered if the log was edited
   * @throws StoreException.IndexDiffers if rows were edited
   * @throws StoreException.Behind if the log was cut, or database or folder are an older copy
   */
  public void requireSound() throws StoreException {
    archive.inTransaction(
        handle -> {
          archive.examine(handle, true);
          return true;
        });
  }

  /**
   * Walks the whole chain, and compares as {@link #requireSound}; and outputs and settings of
   * cases, too.
   *
   * @return how many entries there are
   * @throws StoreException.Altered at the first entry that does not fit
   */
  public long verify() throws StoreException {
    return archive.inTransaction(
        handle -> {
          long entries = whole(handle).number();
          archive.examine(handle, true);
          custody.examineOrders(handle);
          return entries;
        });
  }

  /**
   * The operator knows that the archive is behind: it goes on from what is there, and the log keeps
   * that it was so.
   *
   * @return what it was; empty if nothing was to be acknowledged
   * @throws StoreException.Altered if the log was edited, which nothing mends; so do {@link
   *     StoreException.IndexDiffers} and a tail that was cut
   */
  public Optional<StoreException.Behind> acknowledge() throws StoreException {
    Optional<StoreException.Behind> known =
        archive.inTransaction(
            handle -> {
              try {
                archive.examine(handle, true);
                return Optional.<StoreException.Behind>empty();
              } catch (StoreException.Behind e) {
                if (!e.kind.mends()) {
                  throw e;
                }
                custody.acknowledge(handle, e, clock.instant());
                return Optional.of(e);
              }
            });
    if (known.isPresent()) {
      archive.publish(true);
    }
    return known;
  }

  /** How far the log goes; throws as {@link #requireSound}. */
  public Head head() throws StoreException {
    return archive.inTransaction(
        handle -> {
          archive.examine(handle, false);
          return custody.head();
        });
  }

  /** What the log says of a case; throws as {@link #requireSound}. */
  public LoggedCase of(String caseId) throws StoreException {
    return archive.inTransaction(
        handle -> {
          archive.examine(handle, false);
          return custody.log().of(caseId).view();
        });
  }

  /**
   * Refuses a case whose signer has used up his one signature on its document in its business:
   * before he writes. It is asked again when the case is frozen, and when it is reserved.
   *
   * @throws StoreException.AlreadySigned if he has
   */
  public void requireUnsigned(String caseId) throws StoreException {
    archive.inTransaction(
        handle -> {
          archive.examine(handle, false);
          custody.refuseSecondSignature(handle, caseId);
          return true;
        });
  }

  /**
   * What a restart finishes a case with, as it was begun with it; empty if the log binds nothing.
   *
   * @throws StoreException.IndexDiffers if it, or the case's output, was edited
   */
  public Optional<String> settings(String caseId) throws StoreException {
    return archive.inTransaction(
        handle -> {
          archive.examine(handle, false);
          return custody.settings(handle, caseId);
        });
  }

  /**
   * Whether the log has this very entry, or its loss was acknowledged.
   *
   * @throws StoreException.Altered if the log was edited
   */
  public boolean accountsFor(Head head) throws StoreException {
    return archive.inTransaction(
        handle -> {
          CaseLog log = whole(handle);
          boolean there =
              head.number() <= log.number() && log.mac(head.number()).equals(head.mac());
          return head.archive().equals(key.id()) && (there || log.acknowledgedLoss(head.number()));
        });
  }

  /**
   * Reads a head of this archive from a file; empty if it is none, another archive's, or was not
   * written with this archive's key.
   */
  public Optional<Head> readHead(Path file) throws IOException {
    try {
      return Head.read(file, key);
    } catch (Head.Forged e) {
      return Optional.empty();
    }
  }

  /** A head as a file holds it. */
  public byte[] encode(Head head) {
    return head.encode(key);
  }

  /**
   * Where an operator acknowledged that the archive was put back.
   *
   * @return the entries of the log, in order; the detail says what was known
   */
  public List<EventRow> acknowledged() throws StoreException {
    return archive.events(null).stream()
        .filter(row -> row.what().equals(CaseLog.ACKNOWLEDGED))
        .toList();
  }

  /** How many cases are older than the rule that the log decides, and so unproven. */
  public long takenOver() throws StoreException {
    return archive.inTransaction(handle -> whole(handle).takenOver());
  }

  private CaseLog whole(Handle handle) throws StoreException {
    CaseLog log = new CaseLog(new EventChain(key));
    log.catchUp(handle);
    return log;
  }

  /**
   * What the log says of a case, by which a restart finishes it. Digests are SM3, lower-case hex.
   *
   * @param state how far it is
   * @param document digest of the document
   * @param manifest digest of the frozen manifest; null before, and in logs of before
   * @param signer who signs; null before a certificate was there, and in logs of before
   * @param files digest of each file that was about to be put into the case's folder, by name
   */
  public record LoggedCase(
      String state,
      String document,
      @Nullable String manifest,
      @Nullable Signer signer,
      Map<String, String> files) {
    /** Copies the map. */
    public LoggedCase {
      files = Map.copyOf(files);
    }
  }

  /**
   * Who signs.
   *
   * @param certificate SM3 of the certificate, lower-case hex
   * @param userId user id of an SM2 key
   */
  public record Signer(String certificate, String userId) {}

  /**
   * The head of an archive's log: how far it goes and what its last entry's mac is. It is kept
   * outside the database, so that a log that was cut is seen; its last line is a mac under the
   * archive's key, so that nobody else can write one.
   *
   * @param archive id of the archive, which comes from its key, hex
   * @param number of the last entry; 0 for an empty log
   * @param mac of the last entry, hex
   */
  public record Head(String archive, long number, String mac) {
    private static final String FORMAT = "penseal-archive-head/1";
    private static final int MOST_BYTES = 1024;

    /** What a time-stamp covers: all lines but the mac's, in US-ASCII. */
    public byte[] statement() {
      return "%s\n%s\n%d\n%s\n"
          .formatted(FORMAT, archive, number, mac)
          .getBytes(StandardCharsets.US_ASCII);
    }

    byte[] encode(ArchiveKey key) {
      byte[] stated = statement();
      String sealed = HexFormat.of().formatHex(key.mac("head", stated)) + "\n";
      return (new String(stated, StandardCharsets.US_ASCII) + sealed)
          .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a head; empty if there is no such file.
     *
     * @throws Forged if it is none, another archive's, or was not written with this archive's key
     */
    static Optional<Head> read(Path file, ArchiveKey key) throws IOException, Forged {
      byte[] bytes;
      try {
        if (Files.size(file) > MOST_BYTES) {
          throw new Forged();
        }
        bytes = Files.readAllBytes(file);
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
      List<String> lines = new String(bytes, StandardCharsets.US_ASCII).lines().toList();
      if (lines.size() != 5 || !lines.get(2).matches("[0-9]{1,18}")) {
        throw new Forged();
      }
      Head head = new Head(lines.get(1), Long.parseLong(lines.get(2)), lines.get(3));
      if (!head.archive.equals(key.id()) || !MessageDigest.isEqual(head.encode(key), bytes)) {
        throw new Forged();
      }
      return Optional.of(head);
    }

    /** The file is no head that this archive's key has written. */
    static final class Forged extends Exception {
      private static final long serialVersionUID = 1L;
    }
  }
}
