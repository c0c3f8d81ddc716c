// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.penseal.app.audit.KeptCases;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.disk.StateFolder;
import org.penseal.app.signing.form.CaseFolder;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.StoreException;
import org.penseal.app.upkeep.UpkeepException.NotTaken;
import org.penseal.cms.envelope.EnvelopeForm;
import org.penseal.cms.envelope.Opener;
import org.penseal.cms.envelope.Recipient;
import org.penseal.data.Sealer;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole station in one file, encrypted by a password: settings, keys and trust of the data
 * folder, unfinished cases, and the archive as it is at one moment. Made only of an archive whose
 * log and cases are whole, and taken over only if they are so still.
 */
public final class StationFile {
  private static final Logger LOG = LoggerFactory.getLogger(StationFile.class);
  private static final String ZIP = "station.zip";
  private static final String FRESH = "data";
  private static final String CASES = "cases";

  private final SecureRandom random;
  private final Clock clock;
  private final Function<Octets, Recipient> whoKnows;

  /**
   * @param clock for the archive
   */
  public StationFile(SecureRandom random, Clock clock) {
    this(random, clock, Recipient.Secret::new);
  }

  /**
   * @param whoKnows the recipient of a password
   */
  StationFile(SecureRandom random, Clock clock, Function<Octets, Recipient> whoKnows) {
    this.random = random;
    this.clock = clock;
    this.whoKnows = whoKnows;
  }

  /**
   * What was moved.
   *
   * @param files how many
   * @param entries of the archive's log, all of which were walked
   */
  public record Moved(int files, long entries) {}

  /**
   * Writes the station of a data folder. Only what is encrypted is written outside of that folder;
   * the file appears after it was opened and examined as an import would.
   *
   * @param out must not be there yet; readable by its owner only
   * @throws NotTaken if a case is worked on, or the data folder has what cannot be exported, or
   *     changed meanwhile
   * @throws StoreException if the archive is not whole
   * @throws SigningException if it cannot be written
   */
  public Moved write(Path data, Octets password, Path out)
      throws NotTaken, StoreException, SigningException {
    if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileException.OutputNotWritable(out, "exists", null);
    }
    try {
      Path real = data.toRealPath();
      try (HiddenFolder work = HiddenFolder.in(real);
          HiddenFolder beside = HiddenFolder.in(parent(out))) {
        ArchiveLog.Head head;
        try (Archive archive = Archive.open(real, clock, random)) {
          archive.log().verify();
          head = archive.log().head();
        }
        Path copies = work.resolve("copies");
        Path zip = work.resolve(ZIP);
        int files =
            CaseFolder.atRest(real.resolve(CASES), () -> Packing.copy(real, copies))
                .orElseThrow(() -> new NotTaken(data.toString(), NotTaken.Why.BUSY))
                .pack(head, zip);
        Path sealed = beside.resolve("sealed");
        new Sealer(random, clock)
            .seal(zip, EnvelopeForm.AUTHENTICATED, List.of(whoKnows.apply(password)), sealed);
        OwnerOnly.existing(sealed);
        HiddenFolder.remove(copies);
        HiddenFolder.remove(zip);
        Moved moved = examined(sealed, password, work, data);
        if (moved.files() != files) {
          throw new NotTaken(data.toString(), NotTaken.Why.CHANGED);
        }
        Files.move(sealed, out);
        return moved;
      }
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(out, "station", e);
    }
  }

  // As on another computer, whose user's own witness does not know the archive yet. The archive was
  // copied as it was at one moment: if a case in it is not whole, it was not whole then.
  private Moved examined(Path sealed, Octets password, HiddenFolder work, Path data)
      throws NotTaken, StoreException, SigningException, IOException {
    try {
      return opened(sealed, password, work, work.resolve("witnesses"));
    } catch (NotTaken e) {
      LOG.warn("the exported station is not whole", e);
      throw new NotTaken(data.toString(), NotTaken.Why.CHANGED);
    }
  }

  /**
   * Takes a station over into a data folder that is not there yet, or is empty.
   *
   * @param data may be a link to such a folder
   * @throws NotTaken if it is no such file, of a newer version, or altered, or the folder is taken
   * @throws StoreException if the archive in it is not whole, or of a newer version
   * @throws SigningException if the password is wrong, or nothing can be written
   */
  public Moved take(Path file, Octets password, Path data)
      throws NotTaken, StoreException, SigningException {
    try {
      Path target =
          Files.exists(data, LinkOption.NOFOLLOW_LINKS)
              ? data.toRealPath()
              : data.toAbsolutePath().normalize();
      requireFree(target);
      // On the same disk, so that what is whole is moved there in one step.
      try (HiddenFolder work = HiddenFolder.in(parent(target))) {
        Moved moved = opened(file, password, work, StateFolder.archives());
        requireFree(target);
        Files.deleteIfExists(target);
        Files.move(work.resolve(FRESH), target);
        return moved;
      }
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(data, "station", e);
    }
  }

  private Moved opened(Path file, Octets password, HiddenFolder work, Path witnesses)
      throws NotTaken, StoreException, SigningException, IOException {
    Path zip = work.resolve(ZIP);
    Sealer.Opened sealed = new Sealer(random, clock).open(file, new Opener.Secret(password), zip);
    if (!sealed.form().authenticated()) {
      // Somebody who does not know the password can have made it of one that is (RFC 9709).
      throw new NotTaken(file.toString(), NotTaken.Why.FORM);
    }
    Path fresh = OwnerOnly.folder(work.resolve(FRESH));
    Contents contents = Unpacking.of(zip, fresh, file.toString());
    try (Archive archive = Archive.open(fresh, clock, random, witnesses)) {
      archive.log().requireSound();
      archive.log().verify();
      new KeptCases(archive).requireAsFrozen();
      ArchiveLog.Head head = archive.log().head();
      // It may have gone on while it was copied; it must not be behind.
      if (head.number() < contents.entries()
          || (head.number() == contents.entries() && !head.mac().equals(contents.mac()))) {
        throw new NotTaken(Packing.DATABASE, NotTaken.Why.DIFFERS);
      }
      return new Moved(contents.files().size(), head.number());
    }
  }

  private static void requireFree(Path data) throws NotTaken, IOException {
    if (Files.notExists(data)) {
      return;
    }
    try (Stream<Path> there = Files.list(data)) {
      if (there.findAny().isPresent()) {
        throw new NotTaken(data.toString(), NotTaken.Why.TAKEN);
      }
    }
  }

  private static Path parent(Path place) throws IOException {
    Path parent = place.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      throw new IOException("no folder");
    }
    return parent;
  }
}
