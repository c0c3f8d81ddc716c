// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.cli.KeyFile;
import org.penseal.app.workplace.Station;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.CredentialException;

/** Which keys of a workplace sign statements. */
class HostKeyTest {
  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  private StatementKey key(String... words) throws Exception {
    return StatementKey.of(Pkcs12File.read(KeyFile.make(folder, words).file(), "pw".toCharArray()));
  }

  @Test
  void keysOfSm2AndOnP256SignStatements() throws Exception {
    HostKey.require(key("-newkey", "sm2", "-sm3", "-sigopt", "distid:1234567812345678"));
    HostKey.require(key("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
  }

  @Test
  void otherKeysAreRefusedBeforeAnybodyWrites() throws Exception {
    StatementKey rsa = key("-newkey", "rsa:2048");
    StatementKey p384 = key("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384");
    for (StatementKey each : new StatementKey[] {rsa, p384}) {
      CredentialException.KeyRefused refused =
          assertThrows(CredentialException.KeyRefused.class, () -> HostKey.require(each));
      assertEquals(CredentialException.KeyRefused.Why.SIGNS_NO_STATEMENTS, refused.why);
    }
  }
}
