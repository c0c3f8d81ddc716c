// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;

/** The programs that make jars fit for a package. */
@Slow
class PackagingProgramsTest {
  private static final Path PROGRAMS = Path.of("../installer/java");
  private static final int JAVA_5 = 49;
  private static final int JAVA_8 = 52;
  // ELF, e_machine: 62 and 183 (System V ABI, supplements of the processors).
  private static final Map<String, Integer> ELF_MACHINES = Map.of("x86_64", 62, "aarch64", 183);

  @TempDir Path folder;

  private static void run(String program, Object... arguments) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            PROGRAMS.resolve(program).toString());
    Stream.of(arguments).map(Object::toString).forEach(java.command()::add);
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(600, TimeUnit.SECONDS), said);
    assertEquals(0, process.exitValue(), said);
  }

  private static void write(Path jar, Map<String, byte[]> files, long time) throws Exception {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setLastModifiedTime(FileTime.fromMillis(time));
        out.putNextEntry(entry);
        out.write(each.getValue());
      }
    }
  }

  private static Map<String, byte[]> read(Path jar) throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipFile in = new ZipFile(jar.toFile())) {
      for (ZipEntry each : Collections.list(in.entries())) {
        files.put(each.getName(), in.getInputStream(each).readAllBytes());
      }
    }
    return files;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // With a branch: of a later format it must say how the stack is there.
  private static byte[] oldClass() {
    return ClassFile.of()
        .build(
            ClassDesc.of("Old"),
            type ->
                type.withVersion(JAVA_5, 0)
                    .withMethodBody(
                        "other",
                        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code -> {
                          Label zero = code.newLabel();
                          code.iload(0).ifeq(zero).iconst_1().ireturn();
                          code.labelBinding(zero).iconst_2().ireturn();
                        }));
  }

  @Test
  void signaturesAreTakenOutAndOldClassesRenewed() throws Exception {
    Path jar = folder.resolve("signed.jar");
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        "META-INF/MANIFEST.MF",
        bytes(
            "Manifest-Version: 1.0\r\nKept: yes\r\n\r\nName: Old.class\r\nSHA-256-Digest: x\r\n"));
    files.put("META-INF/SIGNER.SF", bytes("Signature-Version: 1.0\n"));
    files.put("META-INF/SIGNER.RSA", new byte[] {1});
    files.put("Old.class", oldClass());
    files.put("text", bytes("as it is"));
    write(jar, files, 0);
    run("Cacheable.java", folder);
    Map<String, byte[]> made = read(jar);
    assertEquals(Set.of("META-INF/MANIFEST.MF", "Old.class", "text"), withoutFolders(made));
    String manifest = new String(made.get("META-INF/MANIFEST.MF"), StandardCharsets.UTF_8);
    assertTrue(manifest.contains("Kept: yes"), manifest);
    assertFalse(manifest.contains("Digest"), manifest);
    assertArrayEquals(files.get("text"), made.get("text"));
    assertEquals(JAVA_8, ClassFile.of().parse(made.get("Old.class")).majorVersion());
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      var other = loader.loadClass("Old").getMethod("other", int.class);
      assertEquals(List.of(2, 1), List.of(other.invoke(null, 0), other.invoke(null, 5)));
    }
  }

  private static Set<String> withoutFolders(Map<String, byte[]> files) {
    return files.keySet().stream().filter(name -> !name.endsWith("/")).collect(Collectors.toSet());
  }

  @Test
  void jarsOfTheSameFilesAreTheSameWhateverTheirTimes() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("b", bytes("b".repeat(1000)));
    files.put("a", new byte[0]);
    Path first = Files.createDirectory(folder.resolve("one"));
    Path second = Files.createDirectory(folder.resolve("other"));
    Path one = first.resolve("a.jar");
    Path other = second.resolve("a.jar");
    write(one, files, 1_000_000_000_000L);
    write(other, files, 1_700_000_000_000L);
    run("Stored.java", first);
    run("Stored.java", second);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
    assertEquals(List.of("b", "a"), List.copyOf(read(one).keySet()));
    assertArrayEquals(files.get("b"), read(one).get("b"));
    try (ZipFile in = new ZipFile(one.toFile())) {
      assertEquals(ZipEntry.STORED, in.getEntry("b").getMethod());
    }
    try (Stream<Path> left = Files.list(first)) {
      assertEquals(List.of(one), left.toList());
    }
  }

  private static Path jar(String name) {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(each -> each.getFileName().toString().matches(name + "-[0-9.]+\\.jar"))
        .findFirst()
        .orElseThrow();
  }

  // The jars of the services have the natives of every machine: what a package for the other has.
  @Test
  void nativesOfOneMachineAreTakenOutAndNoneIsLeft() throws Exception {
    for (Map.Entry<String, Integer> machine : ELF_MACHINES.entrySet()) {
      Path jars = Files.createDirectory(folder.resolve(machine.getKey()));
      for (String name : List.of("sqlite-jdbc", "kona-crypto")) {
        Path jar = jar(name);
        Files.copy(jar, jars.resolve(jar.getFileName()));
      }
      Path out = folder.resolve(machine.getKey() + "-out");
      run("Natives.java", "../installer/natives", machine.getKey(), "server", jars, out);
      try (Stream<Path> libraries = Files.list(out)) {
        List<Path> all = libraries.sorted().toList();
        assertEquals(
            List.of("libKonaCrypto.so", "libOpenSSLCrypto.so", "libsqlitejdbc.so"),
            all.stream().map(each -> each.getFileName().toString()).toList());
        for (Path each : all) {
          byte[] elf = Files.readAllBytes(each);
          assertEquals("ELF", new String(elf, 1, 3, StandardCharsets.US_ASCII), each.toString());
          assertEquals(machine.getValue(), elf[18] & 0xff, each.toString());
        }
      }
      try (Stream<Path> left = Files.list(jars)) {
        for (Path each : left.toList()) {
          assertTrue(
              read(each).keySet().stream().noneMatch(name -> name.matches(".*\\.(so|dll|dylib)")),
              each.toString());
        }
      }
    }
  }
}
