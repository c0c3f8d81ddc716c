// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.penseal.data.DataReport;
import org.penseal.data.SignatureVerifier;
import org.penseal.refusal.FileException.ProgramAltered;
import org.penseal.refusal.FileException.ProgramAltered.Why;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** Compares an image with its list of files, and the list with the signature over it. */
final class FileCheck {
  private static final int BUFFER_BYTES = 1 << 18;

  private final InstalledImage image;
  private final Hashing hashing;

  FileCheck(InstalledImage image, Hashing hashing) {
    this.image = image;
    this.hashing = hashing;
  }

  /**
   * Compares everything.
   *
   * @return bytes that were read
   * @throws ProgramAltered for the first difference
   */
  long requireWhole() throws ProgramAltered {
    FileList list = list();
    long bytes = 0;
    for (FileList.Entry each : list.entries().values()) {
      bytes += compared(each);
    }
    requireNothingElse(list);
    return bytes;
  }

  private FileList list() throws ProgramAltered {
    Path file = image.list();
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new ProgramAltered(file.toString(), Why.LIST);
      }
      byte[] read = Files.readAllBytes(file);
      X509Certificate release = image.release();
      if (release != null) {
        requireSigned(release);
        // What was verified is what is read.
        if (!Arrays.equals(read, Files.readAllBytes(file))) {
          throw new ProgramAltered(file.toString(), Why.LIST);
        }
      }
      return FileList.read(new String(read, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ProgramAltered(file.toString(), Why.LIST);
    }
  }

  // The certificate itself is known, so its end ends nothing: what was released stays released.
  private void requireSigned(X509Certificate release) throws ProgramAltered {
    Path signature = image.signature();
    try {
      Instant then = release.getNotBefore().toInstant();
      TrustStore known = TrustStore.empty().with(Purpose.SIGNER, release);
      DataReport report =
          new SignatureVerifier(known, hashing, null).verify(signature, image.list(), then);
      List<DataReport.Signer> signers = report.signers();
      boolean own =
          signers.size() == 1
              && signers.getFirst().finding().broken().isEmpty()
              && release.equals(signers.getFirst().finding().certificate().orElse(null));
      if (!own) {
        throw new ProgramAltered(signature.toString(), Why.SIGNATURE);
      }
    } catch (ProgramAltered e) {
      throw e;
    } catch (SigningException e) {
      throw new ProgramAltered(signature.toString(), Why.SIGNATURE);
    }
  }

  private long compared(FileList.Entry entry) throws ProgramAltered {
    boolean elsewhere = entry.name().startsWith("/");
    if (elsewhere && !image.isOfPackage()) {
      return 0;
    }
    Path file = image.root().resolve(entry.name());
    try {
      return switch (entry) {
        case FileList.Link link -> {
          if (!Files.isSymbolicLink(file)
              || !Files.readSymbolicLink(file).toString().equals(link.target())) {
            throw new ProgramAltered(file.toString(), missing(file) ? Why.MISSING : Why.LINK);
          }
          yield 0;
        }
        case FileList.Regular regular -> compared(file, regular);
      };
    } catch (IOException e) {
      throw new ProgramAltered(file.toString(), Why.UNREADABLE);
    }
  }

  private long compared(Path file, FileList.Regular known) throws ProgramAltered, IOException {
    if (missing(file)) {
      if (known.extra()) {
        return 0;
      }
      throw new ProgramAltered(file.toString(), Why.MISSING);
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ProgramAltered(file.toString(), Why.LINK);
    }
    if (Files.size(file) != known.bytes() || !sm3(file, hashing).equals(known.sm3())) {
      throw new ProgramAltered(file.toString(), Why.CHANGED);
    }
    return known.bytes();
  }

  private static boolean missing(Path file) {
    return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
  }

  // Also a folder that is a link: its own entries would be looked for behind it.
  private void requireNothingElse(FileList list) throws ProgramAltered {
    try (Stream<Path> all = Files.walk(image.root())) {
      for (Path each : (Iterable<Path>) all::iterator) {
        String name = image.root().relativize(each).toString();
        boolean own = name.equals(InstalledImage.LIST) || name.equals(InstalledImage.SIGNATURE);
        if (!own
            && !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
            && !list.entries().containsKey(name)) {
          throw new ProgramAltered(each.toString(), Why.ADDED);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ProgramAltered(image.root().toString(), Why.UNREADABLE);
    }
  }

  /** SM3 of a file, lower-case hex. */
  static String sm3(Path file, Hashing hashing) throws IOException {
    MessageDigest digest = hashing.start("SM3", Files.size(file));
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
