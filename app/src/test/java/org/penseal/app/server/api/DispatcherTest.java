// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.PinRefused;
import org.penseal.refusal.CredentialException.TokenMissing;

class DispatcherTest {
  static List<CredentialException> faultsOfOurKey() {
    return List.of(
        new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.REMOVED, null),
        new CredentialException.TokenRemoved(),
        new CredentialException.TokenFailed("SKF_ECCSignData", 0x0A000001),
        new TokenMissing(TokenMissing.Part.DEVICE, "", null),
        new PinRefused(PinRefused.Why.INCORRECT, 2));
  }

  @ParameterizedTest
  @MethodSource("faultsOfOurKey")
  void aTokenThatDoesNotSignIsNoFaultOfTheCaller(CredentialException fault) {
    for (Throwable failure : List.of(fault, new IOException(fault))) {
      ProblemAnswer answer = ProblemAnswer.of(Dispatcher.cause(failure));
      assertEquals(503, answer.status());
      assertEquals("call-not-ready", answer.code());
    }
  }

  @Test
  void aCertificateOfTheCallerIsAFaultOfTheCaller() {
    var bad =
        new CredentialException.BadCertificate(
            "sent", CredentialException.BadCertificate.Why.UNREADABLE, null);
    assertEquals(bad, Dispatcher.cause(bad));
  }
}
