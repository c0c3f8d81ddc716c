// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;

/** Java's start-up cache counts only with the jars that it was made of. */
@Slow
class StartUpCacheTest {
  private static final Path INSTALLER = Path.of("..", "installer").toAbsolutePath().normalize();
  private static final FileTime COMMITTED = FileTime.from(Instant.parse("2026-11-25T08:00:00Z"));

  @TempDir Path folder;
  private Path image = Path.of("none");
  private Path app = Path.of("none");

  @BeforeEach
  void folders() throws Exception {
    image = folder.resolve("image");
    app = Files.createDirectories(image.resolve("lib/app"));
  }

  private static String said(String script) throws Exception {
    Process process = new ProcessBuilder("bash", "-euc", script).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(600, TimeUnit.SECONDS), said);
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  private String ofCheckout(String change) throws Exception {
    String script =
        """
        root='%1$s' JAVA_HOME='%1$s/jdk'
        mkdir -p "$root"/{installer,jdk,app/target/run/{lib,fx}}
        echo -Xss1m >"$root/installer/java.options"
        echo 25 >"$JAVA_HOME/release"
        . '%2$s/build.sh'
        for each in lib/a lib/b fx/javafx; do echo "$each" >"$run/$each.jar"; done
        touch "$cache"
        cache_parts >"$cache.parts"
        %3$s
        if is_cache_stale; then echo stale; else echo fresh; fi
        """;
    return said(script.formatted(folder, INSTALLER, change)).strip();
  }

  @Test
  void aCheckoutKeepsTheCacheOfItsJars() throws Exception {
    assertEquals("fresh", ofCheckout("touch \"$cache\""));
    assertEquals("fresh", ofCheckout("rm \"$cache\""), "where there is none, none is stale");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo lib/x >$run/lib/a.jar",
        "echo lib/x >$run/lib/a.jar; touch -d 2020-01-01 $run/lib/a.jar",
        "rm $run/lib/b.jar",
        "echo more >$run/lib/c.jar; touch -d 2020-01-01 $run/lib/c.jar",
        "touch -d 2020-01-01 $run/fx/javafx.jar",
        "echo 26 >$JAVA_HOME/release",
        "echo -Xss2m >$root/installer/java.options",
        "rm $cache.parts"
      })
  void aCheckoutMakesTheCacheOfOtherJarsAnew(String change) throws Exception {
    assertEquals("stale", ofCheckout(change));
  }

  private void jar(String word) throws Exception {
    Path source = folder.resolve("Word.java");
    Files.writeString(
        source,
        "class Word { public static void main(String[] a) { System.out.println(\"%s\"); } }"
            .formatted(word));
    tool("javac", "-d", folder, source);
    tool("jar", "--create", "--file", app.resolve("word.jar"), "-C", folder, "Word.class");
  }

  private static void tool(String name, Object... words) {
    String[] arguments = Stream.of(words).map(Object::toString).toArray(String[]::new);
    ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
    assertEquals(0, tool.run(System.out, System.err, arguments));
  }

  private void configure(String option) throws Exception {
    StringBuilder cfg =
        new StringBuilder("[Application]\napp.mainclass=Word\napp.classpath=$APPDIR/word.jar\n");
    for (String each : Files.readAllLines(INSTALLER.resolve("java.options"))) {
      cfg.append("java-options=").append(each.replace("javafx.graphics,", "")).append('\n');
    }
    cfg.append("java-options=").append(option).append("=$APPDIR/word.aot\n");
    Files.writeString(app.resolve("penseal.cfg"), cfg);
  }

  private String launched(String more) throws Exception {
    String script =
        "PENSEAL_JAVA_OPTS='%s'; . '%s/launch.sh'; read_image '%s' penseal; launch '%s' \"$main\"";
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return said(script.formatted(more, INSTALLER, image, java));
  }

  private void commit() throws Exception {
    try (Stream<Path> files = Files.list(app)) {
      for (Path each : files.toList()) {
        Files.setLastModifiedTime(each, COMMITTED);
      }
    }
  }

  @Test
  void aPackageRunsAJarThatWasChangedAndNotWhatTheCacheHasOfIt() throws Exception {
    jar("one");
    configure("-XX:AOTCacheOutput");
    launched("");
    configure("-XX:AOTCache");
    commit();
    // which ends where the cache is not used
    assertEquals("one\n", launched("-XX:AOTMode=on"));
    jar("two");
    for (FileTime time :
        List.of(
            FileTime.from(Instant.now()), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")))) {
      Files.setLastModifiedTime(app.resolve("word.jar"), time);
      assertEquals("two\n", launched(""));
    }
  }
}
