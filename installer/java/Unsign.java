// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes the signatures out of the jars of a folder: classes of a signed jar are left out of Java's
 * ahead-of-time cache, and each start would read the digests of all its files (a megabyte of
 * BouncyCastle's manifests). OpenJDK asks no provider's jar to be signed; the build has compared
 * the jars with the digests of their repository.
 */
final class Unsign {
  private Unsign() {}

  public static void main(String[] arguments) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
      for (Path jar : jars.filter(each -> each.toString().endsWith(".jar")).toList()) {
        unsign(jar);
      }
    }
  }

  private static void unsign(Path jar) throws IOException {
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Path meta = inside.getPath("META-INF");
      if (!Files.isDirectory(meta)) {
        return;
      }
      List<Path> signatures;
      try (Stream<Path> files = Files.list(meta)) {
        signatures =
            files
                .filter(each -> each.getFileName().toString().matches("(?i).+\\.(SF|RSA|DSA|EC)"))
                .toList();
      }
      if (signatures.isEmpty()) {
        return;
      }
      for (Path each : signatures) {
        Files.delete(each);
      }
      Path manifest = meta.resolve("MANIFEST.MF");
      // Its first section is of the jar, the others are of a file each and hold digests only.
      String main = Files.readString(manifest).split("(?:\\r?\\n){2}", 2)[0];
      Files.writeString(manifest, main + "\n\n");
    }
  }
}
