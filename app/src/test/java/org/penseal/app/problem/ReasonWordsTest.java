// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.app.business.BusinessException;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Texts;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.ServiceException.RevocationUnavailable.Attempt;

/** A new reason without words is found here. */
class ReasonWordsTest {
  private static final String[] LANGUAGES = {"zh", "en"};

  @ParameterizedTest
  @EnumSource(CmsException.SealBroken.Why.class)
  void envelopes(CmsException.SealBroken.Why why) {
    for (String language : LANGUAGES) {
      assertTrue(Texts.of(language).has("reason." + why.code()), language + " " + why);
    }
  }

  @ParameterizedTest
  @EnumSource(CredentialException.KeyRefused.Why.class)
  void keys(CredentialException.KeyRefused.Why why) {
    for (String language : LANGUAGES) {
      assertTrue(Texts.of(language).has("reason." + why.code()), language + " " + why);
    }
  }

  @ParameterizedTest
  @EnumSource(BusinessException.Unusable.Why.class)
  void kindsOfBusiness(BusinessException.Unusable.Why why) {
    for (String language : LANGUAGES) {
      assertTrue(Texts.of(language).has("reason." + why.code()), language + " " + why);
    }
  }

  @ParameterizedTest
  @EnumSource(CmsException.WrongCms.Why.class)
  void messages(CmsException.WrongCms.Why why) {
    for (String language : LANGUAGES) {
      String words = CodeWords.of(Texts.of(language), why.code());
      assertFalse(words.contains(why.code()), language + " " + words);
    }
  }

  @ParameterizedTest
  @EnumSource(ServiceException.CaRefused.Why.class)
  void answersOfAnAuthority(ServiceException.CaRefused.Why why) {
    for (String language : LANGUAGES) {
      assertTrue(Texts.of(language).has(new Problem.Answer("ca", why, "").key()), language);
    }
  }

  @ParameterizedTest
  @EnumSource(CredentialException.BadCertificate.Why.class)
  void certificates(CredentialException.BadCertificate.Why why) {
    for (String language : LANGUAGES) {
      assertTrue(
          Texts.of(language).has(new Problem.Answer("certificate", why, "").key()), language);
    }
  }

  @ParameterizedTest
  @EnumSource(ServiceException.TlsFailed.Why.class)
  void failuresOfTls(ServiceException.TlsFailed.Why why) {
    for (String language : LANGUAGES) {
      assertTrue(Texts.of(language).has(new Problem.Answer("tls", why, "").key()), language);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Attempt.Why.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "DATA") // its codes have the words that verification has for them
  void answersOnRevocation(Attempt.Why why) {
    for (String language : LANGUAGES) {
      assertTrue(Texts.of(language).has(new Problem.Answer("revocation", why, "").key()), language);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ServiceException.TsaRefused.Why.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "TOKEN") // its code has the words that verification has for it
  void answersOfATimestampService(ServiceException.TsaRefused.Why why) {
    for (String language : LANGUAGES) {
      assertTrue(Texts.of(language).has(new Problem.Answer("tsa", why, "").key()), language);
    }
  }
}
