// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final JavaClasses EVERY_MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.penseal");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.penseal.app");

  // demo, bench, pad simulate, pad test and face trial.
  private static final String LABORATORY_COMMANDS =
      "org.penseal.app.cli.(sign.DemoCommand|BenchCommand|simulate.PadSimulateCommand"
          + "|PadTestCommand|FaceTrialCommand)(\\$.*)?";

  @Test
  void thereAreClassesToCheck() {
    assertTrue(CLASSES.size() > 50);
  }

  @Test
  void testsOfWholeCasesBrowsersAndCrashesAreLeftOutOfTheFastCheck() {
    Set<String> rigs =
        Set.of("CaseLab", "OpenWindow", "Chromium", "OtherProcess", "KilledWriter", "ServeProcess");
    classes()
        .that()
        .haveSimpleNameEndingWith("Test")
        .and(
            DescribedPredicate.<JavaClass>describe(
                "run whole cases, a browser or another process",
                test ->
                    test.getDirectDependenciesFromSelf().stream()
                        .anyMatch(use -> rigs.contains(use.getTargetClass().getSimpleName()))))
        .should()
        .beMetaAnnotatedWith(Tag.class)
        .orShould()
        .beMetaAnnotatedWith(Tags.class)
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("org.penseal.app"));
  }

  @Test
  void packagesHaveNoCircles() {
    slices().matching("org.penseal.app.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** A real workplace comes near nothing that is simulated, embedded or the demo's. */
  @Test
  void simulatorsStayInTheLaboratory() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.penseal.app.lab..", "org.penseal.app.bench..")
        .and()
        .haveNameNotMatching(LABORATORY_COMMANDS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.penseal.app.lab..",
            "org.penseal.pad.simulator..",
            "org.penseal.pad.conformance.simulated..",
            "org.penseal.trust.embedded..",
            "org.penseal.identity.embedded..",
            "org.penseal.liveness.puppet..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("org.penseal.idcard.(IdCardSimulator|SimulatedPhoto)")
        .check(CLASSES);
  }

  /** What runs in a data centre has no screen, no pictures, no pads, and no laboratory. */
  @Test
  void theServicesReachNoScreenAndNoLaboratory() {
    noClasses()
        .that()
        .resideInAPackage("org.penseal.app.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javafx..",
            "org.bytedeco..",
            "org.penseal.app.cli..",
            "org.penseal.app.shell..",
            "org.penseal.app.lab..",
            "org.penseal.pad..",
            "org.penseal.liveness..",
            "org.penseal.trust.embedded..",
            "picocli..")
        .check(CLASSES);
  }

  @Test
  void httpCoreStaysBehindTheListener() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.penseal.app.server.http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.hc..")
        .check(CLASSES);
  }

  @Test
  void sqlStaysInTheStore() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.penseal.app.store",
            "org.penseal.app.store.database",
            "org.penseal.app.server.store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..", "org.jdbi..", "org.flywaydb..", "org.sqlite..", "com.zaxxer..")
        .check(CLASSES);
  }

  @Test
  void providerIsRegisteredInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.penseal.app.workplace.CryptoProvider")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(CLASSES);
  }

  @Test
  void edgesOfThePillarsStayInThePillars() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.pdfbox..", "org.bytedeco..", "jssc..", "org.hid4java..")
        .check(CLASSES);
  }

  @Test
  void sceneGraphStaysInViewsAndShell() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.penseal.app.shell")
        .and()
        .haveNameNotMatching(".*View(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx.scene..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.penseal.app.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void theCaseKnowsNoScreenAndNoCommand() {
    classes()
        .that()
        .resideInAnyPackage(
            "org.penseal.app.signing..", "org.penseal.app.evidence..", "org.penseal.app.store..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "javafx..", "org.penseal.app.cli..", "org.penseal.app.shell..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void filesAreSmallAndPackagesToo() throws IOException {
    Map<Path, Integer> files = new TreeMap<>();
    List<String> tooLong = new ArrayList<>();
    try (Stream<Path> all = Files.walk(SOURCES)) {
      for (Path file : all.filter(f -> f.toString().endsWith(".java")).toList()) {
        files.merge(file.getParent(), 1, Integer::sum);
        if (Files.readAllLines(file).size() > 400) {
          tooLong.add(file.toString());
        }
      }
    }
    assertEquals(List.of(), tooLong);
    files.forEach((folder, count) -> assertTrue(count <= 20, folder + " has " + count));
    for (Path folder : files.keySet()) {
      String text = Files.readString(folder.resolve("package-info.java"));
      assertTrue(text.contains("@NullMarked"), folder.toString());
    }
  }

  @Test
  void viewsAreSmall() throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      for (Path file : all.filter(f -> f.toString().endsWith("View.java")).toList()) {
        int lines = Files.readAllLines(file).size();
        assertTrue(lines <= 120, file + " has " + lines);
      }
    }
  }

  /** FXML says when a thing shows; what is collapsed elsewhere is said by LayoutView alone. */
  @Test
  void viewsDoNotBindWhatIsSeen() throws IOException {
    Path app = SOURCES.resolve(Path.of("org", "penseal", "app"));
    Pattern bound = Pattern.compile("(visible|managed)Property\\(\\)\\s*\\.bind");
    try (Stream<Path> all = Files.walk(app)) {
      for (Path file : all.filter(f -> f.toString().endsWith("View.java")).toList()) {
        assertTrue(
            file.endsWith("LayoutView.java") || !bound.matcher(Files.readString(file)).find(),
            () -> file + " binds what is seen; its FXML says that");
      }
    }
  }

  /** As what is copied from another node would. */
  @Test
  void noNodeTakesRoomForAnother() throws IOException {
    Pattern collapsed = Pattern.compile("<\\w+ ([^>]*)managed=\"\\$\\{(\\w+)\\.visible}\"");
    int count = 0;
    try (Stream<Path> all = Files.walk(Path.of("src", "main", "resources"))) {
      for (Path file : all.filter(f -> f.toString().endsWith(".fxml")).toList()) {
        Matcher each = collapsed.matcher(Files.readString(file));
        for (; each.find(); count++) {
          String own = "fx:id=\"" + each.group(2) + "\"";
          assertTrue(each.group(1).contains(own), file + ": " + each.group());
        }
      }
    }
    assertTrue(count > 20, count + " found");
  }

  @Test
  void featuresOfTheWindowDoNotKnowEachOther() {
    List<String> features = List.of("document", "identify", "capture", "verify", "settings");
    for (String feature : features) {
      String[] others =
          Stream.concat(features.stream(), Stream.of("shell", "cli", "ceremony"))
              .filter(other -> !other.equals(feature))
              .map(other -> "org.penseal.app." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("org.penseal.app." + feature + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(CLASSES);
    }
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helper|Manager)$")
        .orShould()
        .haveNameMatching(".*\\.(Abstract|Base)[A-Z][^.]*$")
        .check(CLASSES);
  }

  @Test
  void constructorsHaveFewParameters() {
    CLASSES.stream()
        .filter(c -> !c.isRecord() && !c.isEnum())
        .flatMap(c -> c.getConstructors().stream())
        .forEach(
            c ->
                assertTrue(
                    c.getRawParameterTypes().size() <= 6, () -> c.getFullName() + " is too wide"));
  }

  /** What has more is grouped by meaning, but for records that name the fields of a format. */
  @Test
  void recordsHaveFewComponents() {
    Set<String> wide = new TreeSet<>();
    for (JavaClass each : EVERY_MODULE) {
      if (each.isRecord() && each.reflect().getRecordComponents().length > 10) {
        wide.add(each.getSimpleName());
      }
    }
    assertEquals(
        Set.of("EvidenceBinding", "EvidenceReport", "Manifest", "ModelDescriptor", "PadModel"),
        wide);
  }

  @Test
  void noTwoTypesShareASimpleName() {
    Set<String> names = new HashSet<>();
    for (JavaClass each : EVERY_MODULE) {
      boolean own = each.isTopLevelClass() && !each.getSimpleName().equals("package-info");
      assertTrue(!own || names.add(each.getSimpleName()), each.getName());
    }
  }
}
