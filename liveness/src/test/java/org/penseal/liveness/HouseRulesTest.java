// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md that concern this module. */
@AnalyzeClasses(packages = "org.penseal", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final int MOST_LINES = 400;
  private static final int MOST_FILES = 15;

  @ArchTest
  static final ArchRule NO_PACKAGE_CIRCLES =
      slices().matching("org.penseal.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule WORDS_IMPORT_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAnyPackage("org.penseal.liveness")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.penseal.liveness.*..", "org.penseal.identity..");

  @ArchTest
  static final ArchRule OPENCV_AT_THE_EDGE_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.penseal.liveness.camera",
              "org.penseal.liveness.vision..",
              "org.penseal.liveness.puppet")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco.opencv..");

  @ArchTest
  static final ArchRule TESSERACT_IN_OCR_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.penseal.identity.ocr")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco.tesseract..", "org.bytedeco.leptonica..");

  @ArchTest
  static final ArchRule NATIVE_CODE_AT_THE_EDGE_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.penseal.liveness.camera",
              "org.penseal.liveness.vision..",
              "org.penseal.liveness.puppet",
              "org.penseal.identity.ocr")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule NO_BOUNCY_CASTLE =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.bouncycastle..");

  @ArchTest
  static final ArchRule RULES_ARE_PURE =
      noClasses()
          .that()
          .resideInAPackage("org.penseal.liveness.rule..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.nio.file..",
              "java.net..",
              "java.util.concurrent..",
              "org.slf4j..",
              "org.penseal.liveness.camera",
              "org.penseal.liveness.vision",
              "org.penseal.liveness.check",
              "org.penseal.liveness.puppet")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule IDENTITY_KNOWS_NO_VISION =
      noClasses()
          .that()
          .resideInAPackage("org.penseal.identity..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.penseal.liveness..");

  @ArchTest
  static final ArchRule NO_OTHER_PILLAR =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.penseal.pad..",
              "org.penseal.idcard..",
              "org.penseal.pdf..",
              "org.penseal.cms..",
              "org.penseal.key..",
              "org.penseal.trust..",
              "org.penseal.app..");

  @ArchTest static final ArchRule NO_STANDARD_STREAMS = noClasses().should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule NO_OLD_DATES =
      noClasses()
          .that()
          // The JDK tells a certificate's validity in no other form.
          .doNotHaveFullyQualifiedName("org.penseal.identity.message.MessageKey")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Date");

  @ArchTest
  static final ArchRule NO_SCREEN =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("javafx..", "java.sql..");

  @ArchTest
  static final ArchRule NO_STATIC_GET_INSTANCE =
      noMethods()
          .that()
          .haveName("getInstance")
          .should()
          .haveModifier(JavaModifier.STATIC)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NAMES_SAY_THE_DIFFERENCE =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Utils?|Helper|Manager)")
          .orShould()
          .haveSimpleNameStartingWith("Abstract");

  @ArchTest
  static void constructorsHaveAtMostSixParameters(JavaClasses classes) {
    classes.stream()
        .filter(type -> !type.isRecord() && !type.isEnum())
        .flatMap(type -> type.getConstructors().stream())
        .forEach(
            constructor ->
                assertTrue(
                    constructor.getRawParameterTypes().size() <= 6, constructor::getFullName));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void noFileIsLongerThanFourHundredLines() throws IOException {
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      assertTrue(lines <= MOST_LINES, () -> file + " has " + lines + " lines");
    }
  }

  @Test
  void noPackageHasMoreThanFifteenFiles() throws IOException {
    Map<Path, Long> counts =
        sources().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    counts.forEach((folder, count) -> assertTrue(count <= MOST_FILES, () -> folder + ": " + count));
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    for (Path folder : sources().stream().map(Path::getParent).distinct().toList()) {
      String info = Files.readString(folder.resolve("package-info.java"));
      assertTrue(info.contains("@NullMarked"), folder::toString);
    }
  }

  @Test
  void everyFileSaysItsLicence() throws IOException {
    for (Path file : sources()) {
      assertTrue(
          Files.readString(file).startsWith("// SPDX-License-Identifier: Apache-2.0"),
          file::toString);
    }
  }
}
