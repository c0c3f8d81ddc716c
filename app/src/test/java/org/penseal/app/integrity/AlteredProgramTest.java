// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Main;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.key.StationKey;

/** A program that says it was installed and has no list: each command in a process of its own. */
@Slow
class AlteredProgramTest {
  @TempDir static Path folder;

  private static Path signed;

  private record Ended(int exit, String said) {}

  @BeforeAll
  static void somethingSigned() throws Exception {
    Station.registerProvider();
    StationKey.generate("Desk", Instant.now().minusSeconds(60), new SecureRandom())
        .write(folder.resolve("key.p12"), "pw".toCharArray(), "key", 2048);
    Files.writeString(folder.resolve("pw"), "pw");
    Files.writeString(folder.resolve("text"), "words");
    Path mark = Files.createDirectories(folder.resolve("mark/org/penseal/app/integrity"));
    Files.writeString(mark.resolve("installed.properties"), "program=penseal\n");
    signed = folder.resolve("text.p7s");
    Ended made = run(false, sign(signed));
    assertEquals(0, made.exit(), made.said());
  }

  private static String[] sign(Path out) {
    return new String[] {
      "data",
      "sign",
      at("text"),
      "--key",
      at("key.p12"),
      "--password-file",
      at("pw"),
      "--out",
      out.toString()
    };
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static Ended run(boolean installed, String... words) throws Exception {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp"));
    all.add((installed ? at("mark") + File.pathSeparator : "") + classes);
    all.add(Main.class.getName());
    all.addAll(List.of(words));
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(600, TimeUnit.SECONDS), said);
    return new Ended(process.exitValue(), said);
  }

  @Test
  void signsNothingAndSaysWhy() throws Exception {
    Path out = folder.resolve("never.p7s");
    Ended refused = run(true, sign(out));
    assertEquals(1, refused.exit(), refused.said());
    assertTrue(refused.said().contains("[program-altered]"), refused.said());
    assertTrue(Files.notExists(out));
  }

  @Test
  void verifiesStill() throws Exception {
    Ended verified = run(true, "data", "verify", signed.toString(), "--json");
    assertTrue(verified.said().contains("\"integrity\":\"intact\""), verified.said());
  }

  @Test
  void theDoctorSaysTheSame() throws Exception {
    Ended told = run(true, "doctor", "--data", at("data"), "--json");
    assertEquals(2, told.exit(), told.said());
    assertTrue(told.said().contains("\"code\":\"program-altered\""), told.said());
  }
}
