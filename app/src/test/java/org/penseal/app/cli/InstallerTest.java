// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.workplace.Version;

/** What packages are made of; {@code ./check --package} makes some and tries them. */
class InstallerTest {
  private static final Path ROOT = Path.of("..");
  private static final Path INSTALLER = ROOT.resolve("installer");
  private static final Pattern MACHINE =
      Pattern.compile("amd64|x86[_-]64|aarch64|arm64|i386|riscv|loong");

  private static List<Path> texts() throws IOException {
    try (Stream<Path> files = Files.walk(INSTALLER)) {
      List<Path> all = new ArrayList<>(files.filter(Files::isRegularFile).toList());
      all.addAll(List.of(ROOT.resolve("package"), ROOT.resolve("penseal")));
      return all;
    }
  }

  private static List<String[]> lines(Path file, String first) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words[0].equals(first))
        .toList();
  }

  @Test
  void pagesForPeopleNameThisVersionOrNone() throws IOException {
    Pattern version =
        Pattern.compile("(?:[Vv]ersion |版本 ?|[Pp]en[Ss]eal(?:-server)?[ _-])(\\d+\\.\\d+\\.\\d+)");
    Set<String> named = new TreeSet<>();
    for (String page :
        List.of("README.md", "docs/install.md", "docs/install.zh.md", "installer/penseal.1")) {
      Matcher found = version.matcher(Files.readString(ROOT.resolve(page)));
      while (found.find()) {
        named.add(found.group(1));
      }
    }
    assertEquals(Set.of(Version.NUMBER), named);
  }

  @Test
  void noProcessorIsNamedButInTheListOfNatives() throws Exception {
    for (Path each : texts()) {
      String name = each.getFileName().toString();
      if (!name.equals("natives") && !name.endsWith(".md")) {
        Matcher found = MACHINE.matcher(Files.readString(each));
        assertFalse(found.find(), () -> each + " names " + found.group());
      }
    }
  }

  @Test
  void everyScriptParses() throws Exception {
    for (Path each : texts()) {
      String text = Files.readString(each);
      if (text.startsWith("#!") || each.toString().endsWith(".sh")) {
        said("bash", "-n", each.toString());
      }
    }
  }

  @Test
  void whatIsPipedIntoTheProgramIsNotReadByItsBuild(@TempDir Path checkout) throws Exception {
    String build = INSTALLER.resolve("build.sh").toAbsolutePath().toString();
    Files.createDirectories(checkout.resolve("installer"));
    Files.createFile(checkout.resolve("installer/java.options"));
    String script =
        "root=%s; . '%s'; is_stale() { true; }; build() { cat >/dev/null; }; echo kept | { build_if_stale; cat; }"
            .formatted(checkout, build);
    assertEquals("kept\n", said("bash", "-euc", script));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SerialGC", "ParallelGC", "G1GC", "ZGC"})
  void theWindowAndTheServicesRunWithTheCollectorThatIsAskedFor(String collector) throws Exception {
    String script =
        "PENSEAL_JAVA_OPTS='-XX:+Use%s -XX:+PrintFlagsFinal -version'; . '%s'; mapfile -t options <'%s'; launch '%s' %s";
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    Path launcher = INSTALLER.resolve("launch.sh");
    Path options = INSTALLER.resolve("java.options");
    for (String main : List.of("org.penseal.app.Main", "org.penseal.app.server.Main")) {
      String flags =
          said("bash", "-euc", script.formatted(collector, launcher, options, java, main));
      String used = "\\s+Use%s\\s+= true\\b".formatted(collector);
      assertTrue(Pattern.compile(used).matcher(flags).find(), flags);
    }
  }

  // Jars with the natives of one machine only are there for this one.
  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void everyNativeOfTheListIsInItsJar(String machine) throws Exception {
    Path list = INSTALLER.resolve("natives");
    Map<String, String> names = new HashMap<>();
    for (String[] words : lines(list, "names")) {
      if (words[1].equals(machine)) {
        Arrays.stream(words).skip(2).map(w -> w.split("=")).forEach(w -> names.put(w[0], w[1]));
      }
    }
    int found = 0;
    for (String[] words : lines(list, "take")) {
      boolean here = machine.equals(System.getProperty("os.arch").replace("amd64", "x86_64"));
      if (words[3].contains("{javacpp}") && !here) {
        continue;
      }
      String entry = words[3];
      for (Map.Entry<String, String> name : names.entrySet()) {
        entry = entry.replace("{" + name.getKey() + "}", name.getValue());
      }
      assertTrue(
          isIn(words[2], entry) || words[words.length - 1].equals("?"),
          () -> String.join(" ", words));
      found++;
    }
    assertTrue(found >= 6, "too few: " + found);
  }

  private static boolean isIn(String jar, String entry) throws IOException {
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Path.of(each).getFileName().toString().startsWith(jar + "-") && each.endsWith(".jar")) {
        try (JarFile file = new JarFile(each)) {
          if (file.getEntry(entry) != null) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Test
  void desktopEntriesCallWhatTheCommandLineTakes() throws Exception {
    int calls = 0;
    for (Path each : texts()) {
      if (each.toString().endsWith(".desktop")) {
        for (String line : Files.readAllLines(each)) {
          if (line.startsWith("Exec=penseal")) {
            String[] words =
                line.substring("Exec=penseal ".length())
                    .replace("%F", "a.pdf")
                    .replace("%u", "penseal:verify")
                    .split(" ");
            PenSeal.tree().parseArgs(words);
            calls++;
          }
        }
        said("desktop-file-validate", each.toString());
      }
    }
    assertEquals(6, calls);
  }

  @Test
  void descriptionsForDesktopsAreWellFormed() throws Exception {
    Path desk = INSTALLER.resolve("desk");
    for (Path each :
        List.of(
            desk.resolve("penseal.svg"),
            desk.resolve("penseal-mime.xml"),
            desk.resolve("org.penseal.PenSeal.metainfo.xml"))) {
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(each.toFile());
    }
    String described = Files.readString(desk.resolve("org.penseal.PenSeal.metainfo.xml"));
    assertTrue(described.contains("<launchable type=\"desktop-id\">org.penseal.PenSeal.desktop<"));
  }

  // 73-seat-late.rules gives the access that uaccess asks for.
  @Test
  void udevRulesComeBeforeAccessIsGiven() throws Exception {
    int rules = 0;
    for (Path each : texts()) {
      String name = each.getFileName().toString();
      if (name.endsWith(".rules")) {
        assertTrue(Integer.parseInt(name.substring(0, 2)) < 73, name);
        rules++;
      }
    }
    assertEquals(2, rules);
  }

  @Test
  void settingsAsInstalledAreAcceptedAndSignNothing() throws Exception {
    Path settings = INSTALLER.resolve("server/serve.json");
    ServeFile.read(settings);
    String text = Files.readString(settings);
    assertTrue(text.contains("\"127.0.0.1:8700\"") && !text.contains("sign"), text);
  }

  @Test
  void servicesGetNeitherScreenNorPicturesNorDevices() throws Exception {
    TreeSet<String> left = new TreeSet<>();
    lines(INSTALLER.resolve("server/left-out"), "jar").forEach(words -> left.add(words[1]));
    List<String> wanted =
        List.of(
            "atlantafx-base",
            "opencv",
            "openblas",
            "javacpp",
            "leptonica",
            "tesseract",
            "hid4java",
            "jna",
            "jssc");
    assertTrue(left.containsAll(wanted), left.toString());
    for (String[] words : lines(INSTALLER.resolve("server/left-out"), "entries")) {
      assertEquals("penseal", words[1].split("-")[0]);
    }
  }

  @Test
  void maintainerScriptsAreShort() throws Exception {
    for (Path each : texts()) {
      if (each.getFileName().toString().matches("(pre|post)(inst|rm)")) {
        assertTrue(Files.readAllLines(each).size() <= 10, each.toString());
      }
    }
  }

  @Test
  void unitIsOneForSystemd(@TempDir Path folder) throws Exception {
    String unit = Files.readString(INSTALLER.resolve("server/penseal-server.service"));
    assertTrue(unit.contains("ExecStart=/usr/bin/penseal-server "), unit);
    // Java asks /proc/mounts on which file system a folder lies.
    assertFalse(unit.contains("\nProcSubset="), unit);
    Path tried = folder.resolve("penseal-server.service");
    Files.writeString(
        tried, unit.replaceAll("ExecStart=.*", "ExecStart=/bin/true").replaceAll("Doc.*\n", ""));
    assertEquals("", said("systemd-analyze", "verify", "--man=no", tried.toString()).strip());
  }

  private static String said(String... command) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin", command[0])), () -> "no " + command[0]);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(600, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    return said;
  }
}
