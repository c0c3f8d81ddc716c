// SPDX-License-Identifier: Apache-2.0
package org.penseal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules that concern this module (docs/architecture.md). */
class HouseRulesTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.penseal");

  private static final String[] SIMULATED = {
    "org.penseal.pad.simulator..", "org.penseal.pad.conformance.simulated.."
  };

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void packagesMakeNoCircle() {
    check(slices().matching("org.penseal.(**)").should().beFreeOfCycles());
  }

  @Test
  void wordsImportNothingOfOurs() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.penseal.pad")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.penseal.pad.*..", "org.penseal.idcard.."));
  }

  @Test
  void deviceLibrariesStayInTransport() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.penseal.pad.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jssc..", "org.hid4java.."));
  }

  @Test
  void bouncyCastleStaysInTheSimulatorAndTheLink() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("org.penseal.pad.simulator..", "org.penseal.pad.link")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bouncycastle.."));
  }

  @Test
  void productDoesNotKnowTheSimulator() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(SIMULATED)
            .and()
            .haveNameNotMatching("org.penseal.idcard.IdCardSimulator(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIMULATED));
  }

  @Test
  void simulatedChipIsIndependentOfTheHostSide() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.penseal.pad.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.penseal.pad.chip..", "org.penseal.pad.driver.."));
  }

  @Test
  void pureMiddleHasNoThreadsAndNoDevices() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("org.penseal.pad.frame..", "org.penseal.pad.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.io..",
                "java.nio.file..",
                "java.util.concurrent..",
                "org.penseal.pad.transport.."));
  }

  @Test
  void secureLinkKnowsNeitherThreadsNorDevices() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.penseal.pad.link")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.nio.file..",
                "java.util.concurrent..",
                "org.penseal.pad.transport..",
                "org.penseal.pad.driver..",
                "org.penseal.pad.chip.."));
  }

  @Test
  void nothingWritesToStandardStreams() {
    check(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
  }

  @Test
  void nothingIsJavaFxOrSql() {
    check(noClasses().should().dependOnClassesThat().resideInAnyPackage("javafx..", "java.sql.."));
  }

  @Test
  void namesHaveNoFillers() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Base)$")
            .orShould()
            .haveSimpleNameStartingWith("Abstract"));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void filesHaveAtMost400Lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      if (Files.readAllLines(file).size() > 400) {
        tooLong.add(file.toString());
      }
    }
    assertEquals(List.of(), tooLong);
    assertTrue(sources().size() > 50, "the sources were found");
  }

  @Test
  void packagesHaveAtMost20FilesAndAreNullMarked() throws IOException {
    Map<Path, List<Path>> packages =
        sources().stream().collect(Collectors.groupingBy(Path::getParent));
    for (Map.Entry<Path, List<Path>> entry : packages.entrySet()) {
      assertTrue(entry.getValue().size() <= 20, entry.getKey() + " has too many files");
      Path info = entry.getKey().resolve("package-info.java");
      assertTrue(
          Files.exists(info) && Files.readString(info).contains("@NullMarked"),
          entry.getKey() + " is not null-marked");
    }
  }

  /** Methods by the formatter's own layout: a signature at two or four blanks up to its brace. */
  @Test
  void methodsHaveAtMost40Lines() throws IOException {
    Pattern method =
        Pattern.compile(
            "(?m)^( {2,6})(?![ }@/*])[^;=(){}]*\\([^;{}=]*\\)[^;{}=]*\\{\\n(.*?)^\\1\\}$",
            Pattern.DOTALL);
    List<String> tooLong = new ArrayList<>();
    int found = 0;
    for (Path file : sources()) {
      Matcher matcher = method.matcher(Files.readString(file));
      while (matcher.find()) {
        found++;
        if (matcher.group(2).lines().count() > 40) {
          tooLong.add(file.getFileName() + ": " + matcher.group().lines().findFirst().orElse(""));
        }
      }
    }
    assertEquals(List.of(), tooLong);
    assertTrue(found > 300, "methods were found: " + found);
  }

  @Test
  void constructorsHaveAtMost6Parameters() {
    List<String> tooMany =
        CLASSES.stream()
            .filter(c -> !c.isRecord() && !c.isEnum())
            .flatMap(c -> c.getConstructors().stream())
            .filter(c -> c.getRawParameterTypes().size() > 6)
            .map(c -> c.getFullName())
            .toList();
    assertEquals(List.of(), tooMany);
  }
}
