// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hands snippets to the compiler: the right order compiles, no other does. */
@Tag("slow")
class WrongOrderTest {
  @TempDir Path folder;

  // Another package than the one of the steps: what it may not do, nobody outside may.
  private static final String BEFORE =
      """
      package elsewhere;
      import java.nio.file.Path;
      import java.security.cert.X509Certificate;
      import java.util.List;
      import org.penseal.cms.CmsSignature;
      import org.penseal.pdf.*;
      import org.penseal.signature.*;
      import org.penseal.pdf.SignatureSpec.Profile;
      import org.penseal.pdf.sign.*;
      class Snippet {
        void run(
            PdfSigner signer,
            SignatureSpec<Profile.Unstamped> b,
            SignatureSpec<Profile.Stamped> t,
            SignatureSpec<Profile> some,
            List<X509Certificate> chain,
            byte[] value,
            Octets token,
            CmsSignature kept,
            Path p)
            throws Exception {
          var bPrepared = signer.prepare(p, null, p, b, 9);
          var tPrepared = signer.prepare(p, null, p, t, 9);
          var somePrepared = signer.prepare(p, null, p, some, 9);
      """;
  private static final String CLASSES =
      Path.of(
              URI.create(
                  PdfSigner.class.getProtectionDomain().getCodeSource().getLocation().toString()))
          .toString();
  private static final String AFTER = "\n  }\n}\n";

  /** Error codes of the compiler, in order. */
  private List<String> errors(String statement) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///elsewhere/Snippet.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return BEFORE + statement + AFTER;
          }
        };
    List<String> options = List.of("-proc:none", "-classpath", CLASSES, "-d", folder.toString());
    compiler.getTask(null, null, found, options, null, List.of(source)).call();
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(d -> d.getCode() + " " + d.getMessage(Locale.ROOT))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          signer.complete(bPrepared.toSign(chain).signed(value), p);
          signer.complete(bPrepared.toSign(chain).signed(value).stamped(token), p);
          signer.complete(tPrepared.toSign(chain).signed(value).stamped(token), p);
          signer.complete(somePrepared.toSign(chain).signed(value).stamped(token), p);
          signer.complete(signer.reopen(p).resume(kept), p);
          """)
  void rightOrderCompiles(String statement) {
    assertEquals(List.of(), errors(statement));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          time-stamp before the signature   | bPrepared.toSign(chain).stamped(token);
          time-stamp before the attributes  | tPrepared.stamped(token);
          second time-stamp                 | tPrepared.toSign(chain).signed(value).stamped(token).stamped(token);
          value before the attributes       | bPrepared.signed(value);
          completed without a signature     | signer.complete(bPrepared, p);
          completed without a value         | signer.complete(bPrepared.toSign(chain), p);
          B-T completed unstamped           | signer.complete(tPrepared.toSign(chain).signed(value), p);
          perhaps B-T completed unstamped   | signer.complete(somePrepared.toSign(chain).signed(value), p);
          kept message without its file     | signer.complete(kept, p);
          message beside another file       | signer.complete(bPrepared, tPrepared.toSign(chain).signed(value), p);
          attributes of another file        | new Signed<Profile.Unstamped>(bPrepared.pdf(), kept);
          step made by hand                 | new Completable(tPrepared.pdf(), kept);
          attributes made by hand           | new ToSign<Profile.Unstamped>(bPrepared.pdf(), null, chain);
          file prepared by hand             | new Prepared<Profile.Unstamped>(tPrepared.pdf(), null);
          B-T made to B-B                   | Prepared<Profile.Unstamped> x = tPrepared;
          """)
  void wrongOrderDoesNot(String what, String statement) {
    List<String> errors = errors(statement);
    assertEquals(1, errors.size(), what + errors);
    // The steps are at fault, not the snippet: it names types and methods that exist.
    assertTrue(
        errors.getFirst().startsWith("compiler.err.cant.apply.symbols")
            || errors.getFirst().startsWith("compiler.err.cant.resolve.location.args")
            || errors.getFirst().startsWith("compiler.err.not.def.public")
            || errors.getFirst().startsWith("compiler.err.prob.found.req"),
        what + errors);
  }

  @Test
  void compilerIsReallyAsked() {
    assertEquals(1, errors("int x = \"text\";").size());
  }
}
