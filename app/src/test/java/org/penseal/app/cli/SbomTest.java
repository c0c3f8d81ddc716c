// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;

/** What {@code ./package} lists, and what it refuses to ship. */
@Slow
class SbomTest {
  private static final String JAVA = System.getProperty("java.home");

  @TempDir Path folder;

  private record Ended(int exit, String said) {}

  private Ended run(String name, String version, String licence) throws Exception {
    Path made =
        Files.writeString(
            folder.resolve("made.json"),
            """
            {"bomFormat": "CycloneDX", "components": [{"type": "library", "name": "%s",
              "version": "%s", "licenses": [%s]}]}
            """
                .formatted(name, version, licence));
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(JAVA, "bin", "java").toString(),
                "-cp",
                classes,
                "../installer/java/Sbom.java",
                made.toString(),
                "..",
                JAVA,
                folder.resolve("whole.json").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(600, TimeUnit.SECONDS), said);
    return new Ended(process.exitValue(), said);
  }

  @Test
  void modelsFontAndJavaStandBesideTheLibraries() throws Exception {
    String either = "{\"license\": {\"id\": \"AGPL-3.0\"}}, {\"license\": {\"id\": \"MIT\"}}";
    Ended well = run("one", "1.0", either);
    assertEquals(0, well.exit(), well.said());
    String whole = Files.readString(folder.resolve("whole.json"));
    assertTrue(whole.contains("pkg:npm/%40mediapipe/face_mesh@"), whole);
    assertTrue(whole.contains("noto-sans-sc") && whole.contains("OpenJDK"), whole);
    assertTrue(whole.matches("(?s).*\"libgfortran\",\\s+\"version\" : \"[0-9.-]+\".*"), whole);
  }

  @Test
  void anotherLicenceAndNoneAreRefused() throws Exception {
    Ended other = run("one", "1.0", "{\"license\": {\"id\": \"AGPL-3.0\"}}");
    assertEquals(1, other.exit());
    assertTrue(other.said().contains("licence not allowed: one 1.0"), other.said());
    assertEquals(1, run("one", "1.0", "").exit());
  }

  @Test
  void aVersionKnownToBeVulnerableIsRefusedWithItsReason() throws Exception {
    String mit = "{\"license\": {\"id\": \"MIT\"}}";
    Ended old = run("opencv", "4.8.0-1.5.10", mit);
    assertEquals(1, old.exit());
    assertTrue(old.said().contains("CVE-2023-4863"), old.said());
    assertEquals(0, run("opencv", "4.8.1-1.5.10", mit).exit());
  }
}
