// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code installer/release.sh} begins, and what it passes over; its steps take hours. */
class ReleaseScriptTest {
  private static final Path ROOT = Path.of("..");
  private static final String RELEASE = "## [1.2.3] - 2026-12-01\n";

  @TempDir Path folder;
  private Path clone = Path.of("none");

  private record Run(int exit, String said) {}

  @BeforeEach
  void repository() throws Exception {
    clone = Files.createDirectories(folder.resolve("clone"));
    Files.createDirectories(clone.resolve("installer"));
    for (String each : List.of("installer/release.sh", "installer/prepare.sh")) {
      Files.copy(ROOT.resolve(each), clone.resolve(each));
    }
    Files.writeString(clone.resolve(".gitignore"), "target/\n");
    Files.writeString(clone.resolve("pom.xml"), "<project>\n  <version>1.2.3</version>\n");
    Files.writeString(clone.resolve("CHANGELOG.md"), RELEASE);
    Files.writeString(folder.resolve("key"), "");
    git("init", "-q");
    commit();
  }

  private Run run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(clone.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(600, TimeUnit.SECONDS), said);
    return new Run(process.exitValue(), said);
  }

  private String git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c"));
    command.add("user.email=a@example.org");
    command.addAll(List.of(words));
    Run run = run(command.toArray(String[]::new));
    assertEquals(0, run.exit(), run.said());
    return run.said().strip();
  }

  private void commit() throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", "a", "--no-gpg-sign");
  }

  private Run release(String... more) throws Exception {
    String key = folder.resolve("key").toString();
    List<String> command = new ArrayList<>(List.of("bash", "installer/release.sh"));
    command.addAll(List.of("--release-key", key, "--release-password-file", key));
    command.addAll(List.of(more));
    return run(command.toArray(String[]::new));
  }

  private void passed(String commit, String... steps) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (String each : steps) {
      lines.append(commit).append(' ').append(each).append('\n');
    }
    Path target = Files.createDirectories(clone.resolve("target"));
    Files.writeString(target.resolve("release-steps"), lines);
  }

  private void stopsWith(String words, Run run) {
    assertEquals(1, run.exit(), run.said());
    assertTrue(run.said().contains("✗ " + words), run.said());
    assertFalse(run.said().contains("== checks"), run.said());
  }

  @Test
  void theChecklistNamesTheStepsInTheirOrder() throws Exception {
    String page = Files.readString(ROOT.resolve("docs/release-checklist.md"));
    List<String> named =
        Pattern.compile("(?m)^\\| `(\\w+)` \\|")
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .map(line -> line.replaceAll("\\W", ""))
            .toList();
    assertEquals(named, run("bash", "installer/release.sh", "--list").said().lines().toList());
  }

  @Test
  void whatIsNotCommittedStopsIt() throws Exception {
    Files.writeString(clone.resolve("new"), "");
    stopsWith("git status is not clean", release());
  }

  @Test
  void aVersionWithoutItsSectionStopsIt() throws Exception {
    for (String log : List.of("## [1.2.4] - 2026-12-01\n", "## [1.2.3]\n")) {
      Files.writeString(clone.resolve("CHANGELOG.md"), log);
      commit();
      stopsWith("CHANGELOG.md has no section [1.2.3]", release());
    }
    Files.writeString(clone.resolve("CHANGELOG.md"), "## [Unreleased]\n" + RELEASE);
    commit();
    stopsWith("CHANGELOG.md still has a section [Unreleased]", release());
  }

  @Test
  void aRegistryInALockFileStopsIt() throws Exception {
    Files.writeString(clone.resolve("package-lock.json"), "\"https://registry.example/a.tgz\"");
    commit();
    stopsWith("a registry is named", release());
  }

  @Test
  void stepsOfAnotherCommitDoNotCount() throws Exception {
    String before = git("rev-parse", "HEAD");
    passed(before, "checks", "demo", "repeats", "sbom", "packages");
    stopsWith("signatures has not passed for " + before, release("--from", "tried"));
    Files.writeString(clone.resolve("CHANGELOG.md"), RELEASE + "- more\n");
    commit();
    String now = git("rev-parse", "HEAD");
    stopsWith("checks has not passed for " + now, release("--from", "tried"));
  }

  @Test
  void itGoesOnWhereItStopped() throws Exception {
    String all = "checks demo repeats sbom packages signatures tried";
    passed(git("rev-parse", "HEAD"), all.split(" "));
    Run run = release("--from", "people");
    assertTrue(run.said().contains("== people") && !run.said().contains("== tried"), run.said());
    stopsWith("nobody answered", run);
  }
}
