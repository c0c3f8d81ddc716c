// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.Slow;

/** Hands snippets to the compiler: the steps of a case in their order compile, others do not. */
@Slow
class StepOrderTest {
  // Another package than that of the steps: what it may not do, nobody outside may.
  private static final String SNIPPET =
      """
      package elsewhere;
      import java.util.*;
      import org.penseal.app.evidence.*;
      import org.penseal.app.signing.*;
      import org.penseal.app.signing.key.*;
      import org.penseal.app.signing.steps.*;
      import org.penseal.signature.*;
      class Snippet {
        void run(SigningCase signing, Signer who, CapturedInk ink, OneTimeKey once, SigningKey own)
            throws Exception {
          var consented = signing.consent("1", "yes", ConsentPlace.SCREEN);
          Optional<Annotation> nothing = Optional.empty();
          List<Integer> pages = List.of(1);
          %s
        }
      }
      """;

  @TempDir Path folder;

  private List<String> errors(String statement) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///elsewhere/Snippet.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return SNIPPET.formatted(statement);
          }
        };
    List<String> options =
        List.of(
            "-proc:none",
            "-classpath",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "-d",
            folder.toString());
    compiler.getTask(null, null, found, options, null, List.of(source)).call();
    return found.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::getCode)
        .toList();
  }

  private static final String FROZEN =
      "var frozen = consented.identify(who).show(pages).capture(nothing, ink).freeze();";

  @ParameterizedTest
  @CsvSource({
    "frozen.probe().key(once).certify().sign().stamp().archive();",
    "frozen.probe().sign(own).stamp().archive();"
  })
  void orderOfTheCaseCompiles(String statement) {
    assertEquals(List.of(), errors(FROZEN + statement));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shown to nobody known         | consented.show(pages);
          written before it was shown   | consented.identify(who).capture(nothing, ink);
          frozen before it was written  | consented.identify(who).show(pages).freeze();
          key before services answer    | frozen.key(once);
          signed before services answer | frozen.sign(own);
          certified without a key       | frozen.probe().certify();
          signed with no certificate    | frozen.probe().key(once).sign();
          stamped before the signature  | frozen.probe().key(once).certify().stamp();
          archived without a timestamp  | frozen.probe().sign(own).archive();
          signed a second time          | frozen.probe().sign(own).sign(own);
          certificate for a standing key | frozen.probe().sign(own).certify();
          ink added after the freeze    | frozen.capture(nothing, ink);
          """)
  void noOtherOrderDoes(String what, String statement) {
    assertEquals(List.of("compiler.err.cant.resolve.location.args"), errors(FROZEN + statement));
  }

  @Test
  void noStepIsMadeWithoutTheOneBeforeIt() {
    for (String step : List.of("CaseSigned(signing)", "CaseConsented(signing)")) {
      assertFalse(errors("new " + step + ";").isEmpty(), step);
    }
  }
}
