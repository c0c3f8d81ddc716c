// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.refusal.ServiceException.TlsFailed;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.TlcpException;

class TlsRefusalTest {
  private static final URI SERVICE = URI.create("sm+https://ca.example/");

  @Test
  void everyAlertThatHasANameSaysWhy() {
    int named = 0;
    for (short alert = 0; alert < 256; alert++) {
      boolean known = !AlertDescription.getName(alert).equals("UNKNOWN");
      named += known ? 1 : 0;
      assertEquals(known, TlsRefusal.why(alert) != TlsFailed.Why.UNKNOWN, "alert " + alert);
    }
    assertEquals(34, named);
  }

  @ParameterizedTest
  @EnumSource(Alert.class)
  void everyAlertOfTlcpSaysWhy(Alert alert) {
    assertNotEquals(TlsFailed.Why.UNKNOWN, TlsRefusal.why(alert.code()));
  }

  @ParameterizedTest
  @CsvSource({"48,unknown_ca,CERTIFICATE_REFUSED", "199,UNKNOWN,UNKNOWN"})
  void alertThatCameIsTold(short alert, String name, TlsFailed.Why why) {
    var failed = (TlsFailed) TlsRefusal.in(new TlsFatalAlertReceived(alert), SERVICE).orElseThrow();
    assertEquals(name, failed.alert);
    assertEquals(why, failed.why);
  }

  @ParameterizedTest
  @CsvSource({"40,handshake_failure,NOTHING_IN_COMMON", "199,alert 199,UNKNOWN"})
  void alertOfTlcpThatCameIsTold(int alert, String name, TlsFailed.Why why) {
    var failed = (TlsFailed) TlsRefusal.in(new TlcpException.Ended(alert), SERVICE).orElseThrow();
    assertEquals(name, failed.alert);
    assertEquals(why, failed.why);
  }
}
