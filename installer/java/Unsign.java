// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes the signature files out of the jars of a folder: classes of a signed jar are left out of
 * Java's ahead-of-time cache. OpenJDK asks no provider's jar to be signed; the build has compared
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
      for (Path each : signatures) {
        Files.delete(each);
      }
    }
  }
}
