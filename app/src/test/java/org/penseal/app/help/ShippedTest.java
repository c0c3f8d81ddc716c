// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ShippedTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>([^<]+)</groupId>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

  @TempDir Path folder;

  @Test
  void everyLibraryThatAModuleNeedsHasItsLicenceInTheList() throws Exception {
    Set<String> listed = Shipped.all().stream().map(Shipped::name).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    int seen = 0;
    for (String module : new String[] {"app", "pdf-signer", "pad-driver", "liveness"}) {
      String pom = Files.readString(Path.of("..", module, "pom.xml"));
      Matcher dependency = DEPENDENCY.matcher(pom.replaceAll("(?s)<build>.*</build>", ""));
      while (dependency.find()) {
        Matcher artifact = ARTIFACT.matcher(dependency.group(2));
        boolean test = dependency.group(2).contains("<scope>test</scope>");
        if (artifact.find() && !test && !dependency.group(1).equals("org.penseal")) {
          seen++;
          if (!listed.contains(artifact.group(1))) {
            missing.add(artifact.group(1));
          }
        }
      }
    }
    assertEquals(Set.of(), missing);
    assertTrue(seen > 25, "seen " + seen);
  }

  @Test
  void logOfTheWindowIsWrittenToItsFolder() throws Exception {
    WindowLogs.begin(folder);
    LoggerFactory.getLogger(ShippedTest.class).warn("a line for the log");
    String log = Files.readString(WindowLogs.folder(folder).resolve("penseal.log"));
    assertTrue(log.contains("a line for the log"), log);
  }
}
