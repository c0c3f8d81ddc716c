// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.lab.DemoTrust;
import org.penseal.app.workplace.Station;
import org.penseal.key.EscrowKey;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.page.DemoReport;

/** An operator has ink sealed for a key of his own, so that he can open it alone. */
@WholeCase
class EscrowCommandTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void begin() throws Exception {
    Station.registerProvider();
    data = Files.createDirectory(folder.resolve("data"));
    DemoReport.write(folder.resolve("in.pdf"));
  }

  private Path certificate(Pkcs12File key) throws Exception {
    return Files.write(folder.resolve("escrow.cer"), key.chain().getFirst().getEncoded());
  }

  private void register(Path certificate) throws Exception {
    Files.copy(
        certificate, Files.createDirectories(data.resolve("trust/escrow")).resolve("escrow.cer"));
  }

  private static Pkcs12File escrow() {
    return EscrowKey.generate("\u5f20\u4e09", Instant.now(), RANDOM);
  }

  /** The pad is refused once the escrow is accepted: it is none, and the escrow is real. */
  private void refused(String code, int exit, Path escrow) {
    Object[] words = {
      "sign",
      folder.resolve("in.pdf"),
      "--out",
      folder.resolve("out.pdf"),
      "--data",
      data,
      "--escrow",
      escrow,
      "--pad",
      "sim:stu-430v",
      "--speed",
      "40",
      "--trace",
      Path.of("..", "testdata/ink/li-na-1.json"),
      "--mode",
      "portrait",
      "--name",
      "n",
      "--id-number",
      "11010519491231002X",
      "--camera",
      "sim:"
    };
    CommandLineRun run = CommandLineRun.of(words);
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit(), run.err());
    assertFalse(Files.exists(folder.resolve("out.pdf")));
  }

  @Test
  void certificateThatNobodyRegisteredIsNoEscrow() throws Exception {
    Path own = certificate(escrow());
    refused("escrow-not-registered", 2, own);
    // A root of signers is none of escrows, nor is a folder that keeps nothing apart.
    Files.copy(own, Files.createDirectories(data.resolve("trust/signer")).resolve("own.cer"));
    refused("escrow-not-registered", 2, own);
    Files.delete(data.resolve("trust/signer/own.cer"));
    Files.delete(data.resolve("trust/signer"));
    Files.copy(own, data.resolve("trust/own.cer"));
    refused("escrow-not-registered", 2, own);
    register(own);
    refused("laboratory-with-service", 1, own);
  }

  @Test
  void certificateThatHasEndedIsNoEscrowAnyMore() throws Exception {
    Instant longAgo = Instant.now().minus(Duration.ofDays(4000));
    Path ended = certificate(EscrowKey.generate("ended", longAgo, RANDOM));
    register(ended);
    refused("escrow-not-registered", 2, ended);
  }

  @Test
  void keyThatLiesInTheDataFolderIsNotAnotherPersons() throws Exception {
    Pkcs12File own = escrow();
    Path certificate = certificate(own);
    register(certificate);
    Path keys = Files.createDirectories(data.resolve("my/keys"));
    Path store = keys.resolve("own.p12");
    own.write(store, DemoTrust.PASSWORD.toCharArray(), "key", 2048);
    refused("escrow-key-held-here", 1, certificate);
    Files.delete(store);
    Path der = Files.write(keys.resolve("own.der"), own.key().getEncoded());
    refused("escrow-key-held-here", 1, certificate);
    KeyFile.openssl(0, "pkey", "-inform", "DER", "-in", der, "-out", keys.resolve("own.pem"));
    Files.delete(der);
    refused("escrow-key-held-here", 1, certificate);
    Files.delete(keys.resolve("own.pem"));
    escrow().write(keys.resolve("another.p12"), DemoTrust.PASSWORD.toCharArray(), "key", 2048);
    refused("laboratory-with-service", 1, certificate);
  }

  @Test
  void keyInADataFolderBehindALinkIsFound() throws Exception {
    Pkcs12File own = escrow();
    Path certificate = certificate(own);
    register(certificate);
    own.write(data.resolve("own.p12"), DemoTrust.PASSWORD.toCharArray(), "key", 2048);
    data = Files.createSymbolicLink(folder.resolve("link"), data);
    refused("escrow-key-held-here", 1, certificate);
  }

  @Test
  void keyOfTheStationIsNotAnotherPersons() throws Exception {
    Path first = certificate(escrow());
    register(first);
    refused("laboratory-with-service", 1, first);
    Pkcs12File station =
        Pkcs12File.read(data.resolve("demo/station.p12"), DemoTrust.PASSWORD.toCharArray());
    Path own = certificate(station);
    Files.copy(own, data.resolve("trust/escrow/station.cer"));
    refused("escrow-key-held-here", 1, own);
  }
}
