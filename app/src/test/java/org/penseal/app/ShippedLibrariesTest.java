// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The highest GLIBC symbol version that any native library of the product asks for, on the two
 * processors it is meant for, library by library.
 */
class ShippedLibrariesTest {
  private static final int HIGHEST_MINOR = 35; // glibc 2.35; docs/limits.md names it
  private static final Pattern VERSION = Pattern.compile("GLIBC_2\\.([0-9]{1,2})\\b");
  private static final List<String> JARS =
      List.of(
          "opencv",
          "openblas",
          "javacpp",
          "leptonica",
          "tesseract",
          "sqlite-jdbc",
          "jssc",
          "hid4java",
          "jna",
          "kona-crypto",
          "javafx-graphics");

  /** e_machine of the ELF header, at 18: 62 is x86-64, 183 is aarch64 (System V ABI, gABI). */
  private static boolean meant(byte[] library) {
    int machine = (library[18] & 0xff) | (library[19] & 0xff) << 8;
    return machine == 62 || machine == 183;
  }

  @Test
  void noneAsksForANewerGlibcThanTheDocsSay(TestReporter reporter) throws IOException {
    TreeMap<String, Integer> highest = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      if (entry.endsWith(".jar")) {
        libraries(entry, highest);
      }
    }
    for (String jar : JARS) {
      assertTrue(
          highest.keySet().stream().anyMatch(library -> library.startsWith(jar + "-")),
          () -> jar + " was not looked at: " + highest.keySet());
    }
    highest.forEach((library, minor) -> reporter.publishEntry(library, "GLIBC_2." + minor));
    highest.forEach(
        (library, minor) -> assertTrue(minor <= HIGHEST_MINOR, () -> library + " 2." + minor));
  }

  private static void libraries(String jar, TreeMap<String, Integer> highest) throws IOException {
    try (JarFile file = new JarFile(jar)) {
      for (var entry :
          file.stream().filter(e -> e.getName().matches(".*\\.so(\\.[0-9.]+)?")).toList()) {
        try (InputStream in = file.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          if (bytes.length > 20 && meant(bytes)) {
            highest.put(Path.of(jar).getFileName() + "!" + entry.getName(), highest(bytes));
          }
        }
      }
    }
  }

  private static int highest(byte[] library) {
    Matcher matcher = VERSION.matcher(new String(library, StandardCharsets.ISO_8859_1));
    int most = 0;
    while (matcher.find()) {
      most = Math.max(most, Integer.parseInt(matcher.group(1)));
    }
    return most;
  }
}
