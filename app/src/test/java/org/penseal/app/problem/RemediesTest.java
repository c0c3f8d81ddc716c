// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.signing.CaseException;
import org.penseal.app.text.Texts;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.ServiceException.RevocationUnavailable.Attempt;

/** What is advised helps against what happened, in both languages. */
class RemediesTest {
  private static final Texts EN = Texts.of("en");
  private static final Texts ZH = Texts.of("zh");
  // Options, and what is to be typed on a command line.
  private static final Pattern COMMAND =
      Pattern.compile("--|`|\\bpenseal(-server)? [a-z]|\\./|\\bsudo\\b|\\bsystemctl\\b");

  private static final URI CA = URI.create("https://ca.example/cmp");

  private static Problem of(String code, int exit, Throwable failure) {
    Problem problem = Problems.of(failure);
    assertEquals(code, problem.code());
    assertEquals(exit, problem.exit());
    return problem;
  }

  private static void advises(Problem problem, String english, String chinese) {
    assertTrue(problem.remedy(EN).contains(english), problem.remedy(EN));
    assertTrue(problem.remedy(ZH).contains(chinese), problem.remedy(ZH));
  }

  @Test
  void aCertificateThatNamesNobodyIsNoMatterOfTheNetwork() {
    Problem silent =
        of("revocation-no-address", 2, new ServiceException.RevocationUnavailable("1F", List.of()));
    advises(silent, "without long-term validation data", "不要求长期验证数据的业务类型");
    assertFalse(silent.remedy(EN).contains("network"), silent.remedy(EN));
    Problem down =
        of(
            "revocation-unavailable",
            2,
            new ServiceException.RevocationUnavailable(
                "1F",
                List.of(
                    new Attempt(URI.create("http://x/ocsp"), Attempt.Why.NO_ANSWER, ""),
                    new Attempt(URI.create("http://x/\u202eCRL"), Attempt.Why.HTTP, "503"))));
    advises(down, "Check the network", "请检查网络");
    String text = down.text(EN);
    assertTrue(text.contains("http://x/ocsp: No answer. http://x/%E2%80%AECRL: "), text);
    assertTrue(text.contains("503"), text);
  }

  @Test
  void aReportThatGetsNoTimestampCanBeSavedAsHtml() {
    URI tsa = URI.create("http://tsa.example/");
    Problem problem =
        of(
            "report-not-stamped",
            2,
            new FileException.ReportNotStamped(new ServiceException.TsaUnreachable(tsa, null)));
    advises(problem, "Try again later, or save the report as HTML", "重试，或将报告保存为 HTML");
    for (Texts texts : List.of(EN, ZH)) {
      assertTrue(problem.text(texts).contains(tsa.toString()), problem.text(texts));
    }
  }

  @Test
  void anOutputThatIsAnInputNeedsAnotherNameAndNoPermission() {
    Problem problem = of("output-is-input", 2, new FileException.OutputIsInput(Path.of("a.pdf")));
    advises(problem, "Choose another name", "另取名称");
    assertFalse(problem.remedy(EN).contains("permission"), problem.remedy(EN));
  }

  /** Who reads them in the window has no command line. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void noRemedyOfTheWindowNamesAnOptionOrACommand(String language) {
    Texts texts = Texts.of(language);
    List<String> remedies =
        texts.bundle().keySet().stream()
            .filter(key -> key.matches("problem\\.[^.]+\\.remedy"))
            .toList();
    assertTrue(remedies.size() > 250, "found " + remedies.size());
    List<String> wrong =
        remedies.stream()
            .map(key -> key + "=" + texts.bundle().getString(key))
            .filter(each -> COMMAND.matcher(each.substring(each.indexOf('='))).find())
            .sorted()
            .toList();
    assertEquals(List.of(), wrong);
  }

  @Test
  void whereTheCommandLineHasAnOptionForItItIsNamedThere() {
    for (String code :
        List.of("key-suite", "cms-content-missing", "retention-runs", "erased-not-overwritten")) {
      for (Texts texts : List.of(EN, ZH)) {
        String said = texts.bundle().getString("problem." + code + ".remedy.command");
        assertTrue(COMMAND.matcher(said).find(), said);
      }
    }
  }

  @Test
  void anotherSecretIsForTheOneWhoHasItHere() {
    Problem problem = of("ca-protection-refused", 2, new ServiceException.CaProtectionRefused(CA));
    advises(problem, "Check the reference and the shared secret", "请核对该证书服务的参考号与共享密钥");
    assertTrue(problem.commandRemedy(EN).contains("--ca-secret-file"), problem.commandRemedy(EN));
    assertTrue(problem.commandRemedy(ZH).contains("--ca-secret-file"), problem.commandRemedy(ZH));
    advises(
        of(
            "ca-refused",
            2,
            new ServiceException.CaRefused(CA, ServiceException.CaRefused.Why.REJECTED, null)),
        "Contact the certification authority",
        "请联系证书服务方");
  }

  @Test
  void aPhoneThatDoesNotMatchIsNotToldOfAFace() {
    Problem phone =
        of(
            "identity-phone-no-match",
            1,
            new CaseException.IdentityRefused(CaseException.IdentityRefused.Why.NO_MATCH_PHONE));
    advises(phone, "mobile number", "手机号码");
    assertFalse((phone.text(EN) + phone.remedy(EN)).contains("face"), phone.text(EN));
    assertFalse((phone.text(ZH) + phone.remedy(ZH)).contains("脸"), phone.text(ZH));
    Problem face =
        of(
            "identity-no-match",
            1,
            new CaseException.IdentityRefused(CaseException.IdentityRefused.Why.NO_MATCH));
    assertTrue(face.text(EN).contains("face"), face.text(EN));
  }

  @Test
  void aFileThatIsEmptyOrNoPdfIsAdvisedOnWithoutRegardToWhatWasToBeDoneWithIt() {
    Problem empty = of("file-empty", 65, new DocumentException.Empty(Path.of("a.pdf")));
    advises(empty, "Get the file again", "请重新获取该文件");
    Problem other = of("pdf-not-a-pdf", 65, new DocumentException.NotPdf(Path.of("a.txt"), null));
    advises(other, "signed and verified as data", "按数据签名和验证");
  }
}
