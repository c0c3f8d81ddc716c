// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a desktop shows of PenSeal, and which files it gives it. */
class DesktopEntriesTest {
  private static final Path INSTALLER = Path.of("..", "installer");

  /** The first group of each entry, key by key. */
  private static Map<String, Map<String, String>> entries() throws IOException {
    Map<String, Map<String, String>> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(INSTALLER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".desktop")).toList()) {
        Map<String, String> keys = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
          if (line.startsWith("[") && !keys.isEmpty()) {
            break;
          }
          String[] parts = line.split("=", 2);
          if (parts.length == 2) {
            keys.put(parts[0], parts[1]);
          }
        }
        all.put(file.getFileName().toString(), keys);
      }
    }
    return all;
  }

  @Test
  void iconOfEachEntryIsInstalledInAllSizes() throws Exception {
    String tree = Files.readString(INSTALLER.resolve("tree.sh"));
    Map<String, Map<String, String>> entries = entries();
    assertEquals(5, entries.size(), entries.keySet().toString());
    entries.forEach(
        (name, keys) -> {
          String icon = keys.getOrDefault("Icon", "");
          assertTrue(!icon.isEmpty(), name + " has an icon");
          assertTrue(Files.isRegularFile(INSTALLER.resolve("desk").resolve(icon + ".svg")), name);
          for (String where : List.of("scalable/apps/" + icon + ".svg", "apps/" + icon + ".png")) {
            assertTrue(tree.contains(where + "\""), name + ": " + where);
          }
        });
  }

  @Test
  void desktopGivesEachEntryWhatItOpens() throws Exception {
    Map<String, String> opens = new TreeMap<>();
    entries()
        .forEach(
            (name, keys) -> {
              boolean takes = keys.getOrDefault("Exec", "").matches(".* %[FfUu]");
              assertEquals(takes, keys.containsKey("MimeType"), name);
              if (takes) {
                opens.put(name, keys.getOrDefault("MimeType", ""));
              }
            });
    assertEquals(
        Map.of(
            "penseal.desktop", "application/pdf;",
            "penseal-sign.desktop", "application/pdf;",
            "penseal-verify.desktop", "application/pdf;application/pkcs7-signature;",
            "penseal-link.desktop", "x-scheme-handler/penseal;"),
        opens);
  }
}
