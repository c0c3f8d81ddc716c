// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;

/**
 * The oldest system on which the libraries for vision load: the highest GLIBC symbol version that
 * any of them asks for. {@code objdump -T LIBRARY | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1}
 * says the same of one.
 */
class NativeLibrariesTest {
  /** That of Ubuntu 22.04; Debian 12 has 2.36. docs/limits.md names it. */
  private static final String HIGHEST = "2.35";

  private static final Pattern VERSION = Pattern.compile("GLIBC_(2\\.[0-9]{1,2}(?:\\.[0-9])?)\\b");

  private static final Comparator<String> BY_NUMBERS =
      (a, b) ->
          Arrays.compare(
              Arrays.stream(a.split("\\.")).mapToInt(Integer::parseInt).toArray(),
              Arrays.stream(b.split("\\.")).mapToInt(Integer::parseInt).toArray());

  @Test
  void noLibraryThatShipsAsksForANewerGlibcThanTheDocsSay(TestInfo info, TestReporter reporter)
      throws Exception {
    TreeMap<String, String> highest = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (name.matches("(opencv|openblas|javacpp)-.*-linux-.*\\.jar")) {
        libraries(entry, highest);
      }
    }
    assertTrue(highest.size() > 10, highest::toString);
    highest.forEach((library, version) -> reporter.publishEntry(library, "GLIBC_" + version));
    highest.forEach(
        (library, version) ->
            assertTrue(BY_NUMBERS.compare(version, HIGHEST) <= 0, library + " " + version));
    assertTrue(highest.containsValue(HIGHEST), () -> "the docs name too new a one: " + highest);
  }

  private static void libraries(String jar, TreeMap<String, String> highest) throws IOException {
    try (JarFile file = new JarFile(jar)) {
      for (var entry : file.stream().filter(e -> e.getName().contains(".so")).toList()) {
        try (InputStream in = file.getInputStream(entry)) {
          String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
          Matcher matcher = VERSION.matcher(text);
          String most = "2.0";
          while (matcher.find()) {
            most = BY_NUMBERS.compare(matcher.group(1), most) > 0 ? matcher.group(1) : most;
          }
          highest.put(entry.getName(), most);
        }
      }
    }
  }
}
