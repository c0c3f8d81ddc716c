// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.refusal.FileException.ProgramAltered;

/** How Java was started. */
@SuppressWarnings("NullAway.Init") // made before each test
class LaunchCheckTest {
  @TempDir Path image;

  private final Map<String, String> properties = new HashMap<>();
  private final List<String> arguments = new ArrayList<>();

  @BeforeEach
  void launcher() throws Exception {
    Path app = Files.createDirectories(image.resolve("lib/app"));
    Files.writeString(
        app.resolve("penseal.cfg"),
        """
        [Application]
        app.classpath=$APPDIR/a.jar
        app.classpath=$APPDIR/b.jar
        app.mainclass=org.penseal.app.Main

        [JavaOptions]
        java-options=-XX:+UseSerialGC
        java-options=-Djna.library.path=$APPDIR/natives
        java-options=-XX:AOTCache=$APPDIR/penseal.aot
        """);
    arguments.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Djna.library.path=" + app.resolve("natives"),
            "-XX:AOTCache=" + app.resolve("penseal.aot")));
    properties.put("jna.library.path", app.resolve("natives").toString());
    properties.put("java.class.path", app.resolve("a.jar") + ":" + app.resolve("b.jar"));
    properties.put("java.home", image.resolve("lib/runtime").toString());
  }

  private void check() throws ProgramAltered {
    new LaunchCheck(new InstalledImage(image, "penseal", null))
        .requireOwn(arguments, properties::get);
  }

  private void refused() {
    assertEquals(ProgramAltered.Why.OPTION, assertThrows(ProgramAltered.class, this::check).why);
  }

  @Test
  void itsOwnLauncherIsTheReleases() throws Exception {
    check();
  }

  @Test
  void whatTheLauncherAddsIsHarmless() throws Exception {
    String launcher = Files.readString(Path.of("../installer/launch.sh"));
    List<String> added =
        Pattern.compile("(?<=[ (])-X[^\\s)]+")
            .matcher(launcher)
            .results()
            .map(MatchResult::group)
            .toList();
    assertTrue(added.size() > 6, added::toString);
    arguments.addAll(added);
    check();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-Xmx2g", "-XX:TieredStopAtLevel=1", "-Dpenseal.state=/x", "-Duser.language=zh"})
  void whatAnAdministratorMaySayIsNoAttack(String option) throws Exception {
    arguments.add(option);
    check();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-javaagent:/tmp/evil.jar",
        "-agentpath:/tmp/evil.so",
        "-Xbootclasspath/a:/tmp/evil.jar",
        "--patch-module=java.base=/tmp/evil",
        "-XX:AOTCache=/tmp/evil.aot",
        "-XX:SharedArchiveFile=/tmp/evil.jsa",
        "-XX:OnError=/tmp/evil",
        "-Djava.system.class.loader=Evil",
        "-Djava.security.properties=/tmp/evil"
      })
  void otherCodeIsNotLetIn(String option) {
    arguments.add(option);
    refused();
  }

  @Test
  void aSecondValueOfAnOwnOptionIsFound() {
    properties.put("jna.library.path", "/tmp/evil");
    refused();
  }

  @Test
  void aLongerClassPathIsFound() {
    properties.merge("java.class.path", ":/tmp/evil.jar", String::concat);
    refused();
  }

  @Test
  void anotherJavaIsFound() {
    properties.put("java.home", "/usr/lib/jvm/other");
    refused();
  }
}
