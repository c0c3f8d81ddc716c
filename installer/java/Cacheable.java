// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the jars of a folder fit for Java's ahead-of-time cache, which leaves out the classes of
 * signed jars and those of a format before Java 6.
 *
 * <p>Signatures are taken out: OpenJDK asks no provider's jar to be signed, and the build has
 * compared the jars with the digests of their repository; each start would also read the digests of
 * all their files (a megabyte of BouncyCastle's manifests). Old classes get the stack maps that
 * compilers write since.
 */
final class Cacheable {
  private static final int OLDEST_IN_CACHE = ClassFile.JAVA_6_VERSION;
  private static final int WRITTEN = ClassFile.JAVA_8_VERSION;

  private Cacheable() {}

  public static void main(String[] arguments) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
      for (Path jar : jars.filter(each -> each.toString().endsWith(".jar")).toList()) {
        unsign(jar);
        renew(jar);
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

  private static void renew(Path jar) throws IOException {
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      List<Path> all;
      try (Stream<Path> files = Files.walk(inside.getPath("/"))) {
        all = files.filter(each -> each.toString().endsWith(".class")).sorted().toList();
      }
      for (Path each : all) {
        byte[] bytes = Files.readAllBytes(each);
        if (version(bytes) < OLDEST_IN_CACHE) {
          Files.write(each, renewed(bytes, classes));
        }
      }
    }
  }

  // Bytes 6 and 7 of a class file (JVMS 4.1).
  private static int version(byte[] bytes) {
    return (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
  }

  private static byte[] renewed(byte[] bytes, ClassLoader classes) {
    ClassFile file =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes)
                    .orElse(ClassHierarchyResolver.ofResourceParsing(
                        ClassLoader.getSystemClassLoader()))
                    .cached()));
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(WRITTEN, 0);
          } else {
            builder.with(element);
          }
        };
    // Code that is handed through as it is would get no stack maps.
    return file.transformClass(
        file.parse(bytes), version.andThen(ClassTransform.transformingMethodBodies(CodeBuilder::with)));
  }
}
