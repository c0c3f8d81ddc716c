// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.penseal.app.audit.KeptCases;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.StoreException;
import org.penseal.app.store.database.ArchiveDatabase;
import org.penseal.app.upkeep.UpkeepException.NotTaken;
import org.penseal.app.workplace.Version;
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
  private static final String DATABASE = "archive.db";

  // What is made anew where it is missing, belongs to this computer, or is copied otherwise.
  private static final Set<String> LEFT_OUT =
      Set.of(
          DATABASE,
          "archive.db-wal",
          "archive.db-shm",
          "archive.head.lock",
          "logs",
          "revocation",
          "documents",
          "serve-demo");

  private final SecureRandom random;
  private final Clock clock;

  /**
   * @param clock for the archive
   */
  public StationFile(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /**
   * What was moved.
   *
   * @param files how many
   * @param entries of the archive's log, all of which were walked
   */
  public record Moved(int files, long entries) {}

  /**
   * Writes the station of a data folder.
   *
   * @param out must not be there yet; readable by its owner only
   * @throws StoreException if the archive is not whole
   * @throws SigningException if it cannot be written
   */
  public Moved write(Path data, Octets password, Path out) throws StoreException, SigningException {
    if (Files.exists(out)) {
      throw new FileException.OutputNotWritable(out, "exists", null);
    }
    Path work = folderBeside(out);
    try {
      Map<String, Path> files = files(data);
      ArchiveLog.Head head;
      try (Archive archive = Archive.open(data, clock, random)) {
        archive.log().verify();
        new KeptCases(archive).requireAsFrozen();
        head = archive.log().head();
      }
      Path copy = work.resolve(DATABASE);
      ArchiveDatabase.copy(data.resolve(DATABASE), copy);
      files.put(DATABASE, copy);
      Path zip = work.resolve("station.zip");
      pack(files, head, zip);
      new Sealer(random, clock)
          .seal(zip, EnvelopeForm.AUTHENTICATED, List.of(new Recipient.Secret(password)), out);
      OwnerOnly.existing(out);
      return new Moved(files.size(), head.number());
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(out, "station", e);
    } finally {
      remove(work);
    }
  }

  private static Map<String, Path> files(Path data) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        data,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return LEFT_OUT.contains(data.relativize(folder).toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = data.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile() && !LEFT_OUT.contains(name)) {
              files.put(name, file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static void pack(Map<String, Path> files, ArchiveLog.Head head, Path zip)
      throws IOException {
    Map<String, String> digests = new LinkedHashMap<>();
    for (Map.Entry<String, Path> each : files.entrySet()) {
      digests.put(each.getKey(), Sm3.hexOfFile(each.getValue(), Files.size(each.getValue())));
    }
    Contents contents = new Contents(Version.NUMBER, head.number(), head.mac(), digests);
    OwnerOnly.file(zip);
    try (OutputStream file = Files.newOutputStream(zip, StandardOpenOption.WRITE);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry(Contents.NAME));
      out.write(contents.encode());
      for (Map.Entry<String, Path> each : files.entrySet()) {
        out.putNextEntry(new ZipEntry(each.getKey()));
        Files.copy(each.getValue(), out);
      }
      out.closeEntry();
    }
  }

  /**
   * Takes a station over into a data folder that is not there yet, or is empty.
   *
   * @throws NotTaken if it is no such file, of a newer version, or altered, or the folder is taken
   * @throws StoreException if the archive in it is not whole, or of a newer version
   * @throws SigningException if the password is wrong, or nothing can be written
   */
  public Moved take(Path file, Octets password, Path data)
      throws NotTaken, StoreException, SigningException {
    requireFree(data);
    Path work = folderBeside(data);
    try {
      Path zip = work.resolve("station.zip");
      new Sealer(random, clock).open(file, new Opener.Secret(password), zip);
      Path fresh = OwnerOnly.folder(work.resolve("data"));
      Contents contents = Unpacking.of(zip, fresh, file.toString());
      try (Archive archive = Archive.open(fresh, clock, random)) {
        archive.log().requireSound();
        archive.log().verify();
        new KeptCases(archive).requireAsFrozen();
        ArchiveLog.Head head = archive.log().head();
        // It may have gone on while it was copied; it must not be behind.
        if (head.number() < contents.entries()
            || (head.number() == contents.entries() && !head.mac().equals(contents.mac()))) {
          throw new NotTaken(DATABASE, NotTaken.Why.DIFFERS);
        }
        requireFree(data);
        Files.deleteIfExists(data);
        Files.move(fresh, data);
        return new Moved(contents.files().size(), head.number());
      }
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(data, "station", e);
    } finally {
      remove(work);
    }
  }

  private static void requireFree(Path data) throws NotTaken, SigningException {
    if (Files.notExists(data)) {
      return;
    }
    try (Stream<Path> there = Files.list(data)) {
      if (there.findAny().isPresent()) {
        throw new NotTaken(data.toString(), NotTaken.Why.TAKEN);
      }
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(data, "station", e);
    }
  }

  // On the same disk, so that what is whole is moved there in one step.
  private static Path folderBeside(Path place) throws SigningException {
    Path parent = place.toAbsolutePath().getParent();
    try {
      if (parent == null) {
        throw new IOException("no folder");
      }
      Files.createDirectories(parent);
      return OwnerOnly.folder(Files.createTempDirectory(parent, ".penseal-station"));
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(place, "station", e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      // It lies beside the target, where its name tells what it is.
      LOG.warn("not removed: {}", folder, e);
    }
  }
}
