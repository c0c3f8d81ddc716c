// SPDX-License-Identifier: Apache-2.0
package org.penseal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.penseal");

  @Test
  void thereAreClassesToCheck() {
    assertTrue(CLASSES.size() > 50);
  }

  @Test
  void packagesHaveNoCircles() {
    slices().matching("org.penseal.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void wordsImportNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("org.penseal.pdf")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.penseal.pdf.(*)..",
            "org.penseal.cms..",
            "org.penseal.key..",
            "org.penseal.trust..")
        .check(CLASSES);
  }

  @Test
  void refusalsKnowNothingElse() {
    noClasses()
        .that()
        .resideInAPackage("org.penseal.refusal")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.penseal.pdf..", "org.penseal.cms..", "org.penseal.key..", "org.penseal.trust..")
        .check(CLASSES);
  }

  @Test
  void pdfBoxStaysAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.penseal.pdf.bench",
            "org.penseal.pdf.cos",
            // Whether additions hide what was signed is told by drawing both.
            "org.penseal.pdf.cover",
            // What may be switched on later is told from a document's objects and content.
            "org.penseal.pdf.hazard",
            // What pages are drawn from is compared by value.
            "org.penseal.pdf.inputs",
            // What an appearance shows is told from its content.
            "org.penseal.pdf.look",
            "org.penseal.pdf.page",
            "org.penseal.pdf.revision",
            // What was changed is told from the objects of both revisions.
            "org.penseal.pdf.change",
            "org.penseal.pdf.content",
            "org.penseal.pdf.history",
            // Their streams and strings are read with bounds.
            "org.penseal.pdf.stream",
            "org.penseal.pdf.verify",
            // Pages of two revisions are drawn and compared.
            "org.penseal.pdf.visual")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.pdfbox..", "org.apache.fontbox..")
        .check(CLASSES);
  }

  // What one overlooks the other finds only as long as they share nothing but the reader.
  @Test
  void twoOpinionsOnARevisionShareOnlyTheReader() {
    noClasses()
        .that()
        .resideInAPackage("org.penseal.pdf.inputs")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.penseal.pdf.change", "org.penseal.pdf.look", "org.penseal.pdf.history")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage("org.penseal.pdf.change", "org.penseal.pdf.look")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.penseal.pdf.inputs")
        .check(CLASSES);
  }

  @Test
  void htmlIsPrintedInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.penseal.pdf.page")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.openhtmltopdf..")
        .check(CLASSES);
  }

  @Test
  void bouncyCastleStaysAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.penseal.cms..", "org.penseal.trust..", "org.penseal.key..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bouncycastle..")
        .check(CLASSES);
  }

  @Test
  void nativeDigestsStayAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.penseal.digest")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.tencent..")
        .check(CLASSES);
  }

  @Test
  void httpCoreStaysWithTls() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.penseal.trust.tls")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hc..")
        .check(CLASSES);
  }

  @Test
  void keyAndDocumentNeverMeet() {
    noClasses()
        .that()
        .resideInAPackage("org.penseal.pdf..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.penseal.key..")
        .check(CLASSES);
  }

  @Test
  void nothingIsPrintedAndNoOtherPillarIsKnown() {
    noClasses().should().accessField(System.class, "out").check(CLASSES);
    noClasses().should().accessField(System.class, "err").check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.penseal.pad..",
            "org.penseal.liveness..",
            "org.penseal.app..",
            "java.sql..",
            "javafx..")
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
}
