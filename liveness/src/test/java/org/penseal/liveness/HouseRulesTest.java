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

/**
 * The rules of docs/architecture.md that concern this module's classes. What its files must be is
 * said by {@link SourceFilesTest}: a class of tests has one engine, since each would write the same
 * report.
 */
@AnalyzeClasses(packages = "org.penseal", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
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
}
