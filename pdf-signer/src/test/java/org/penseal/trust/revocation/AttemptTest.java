// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penseal.refusal.ServiceException.RevocationUnavailable;
import org.penseal.refusal.ServiceException.RevocationUnavailable.Attempt;

/** Whoever is told of data of no use is told why. */
class AttemptTest {
  private static final URI ADDRESS = URI.create("http://ca.example/ocsp");

  private static String told(URI uri, String... reasons) {
    Attempt attempt = new Status.Unknown(List.of(reasons)).attempt(uri);
    return new RevocationUnavailable("1f", List.of(attempt)).reason();
  }

  @Test
  void dataIsToldByItsCodes() {
    String codes = "revocation-data-out-of-date,ocsp-signer-not-checked";
    assertEquals(
        ADDRESS + " " + codes,
        told(ADDRESS, "revocation-data-out-of-date", "ocsp-signer-not-checked"));
  }

  @Test
  void dataThatSaysNothingOfTheCertificateIsAnAnswerToAnotherRequest() {
    assertEquals(ADDRESS + " answer-to-another-request", told(ADDRESS));
    assertEquals(
        "answer-to-another-request", new Status.Unknown(List.of()).attempt(null).toString());
  }

  @Test
  void dataOfNoUseWithoutACodeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Attempt(null, Attempt.Why.DATA, ""));
    assertEquals("http-503", new Attempt(null, Attempt.Why.HTTP, "503").toString());
  }
}
