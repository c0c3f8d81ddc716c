// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.penseal.app.cli.PenSeal;
import org.penseal.app.shell.Desktop;
import org.penseal.app.workplace.Station;
import org.penseal.key.Pkcs12File;
import org.penseal.key.StationKey;
import org.penseal.pdf.bench.BenchDocument;
import org.penseal.signature.Pem;

/**
 * The work that Java's ahead-of-time cache (JEP 483, 514) is trained with: what people wait for, at
 * the command line and, with a display, until the window is there. Run once after a build, with
 * {@code -XX:AOTCacheOutput}; {@code PENSEAL_DATA} names a folder for the window's data.
 */
public final class Training {
  private static final int FILES = 60;
  private static final String PASSWORD = "training";

  private Training() {}

  /**
   * @param arguments a folder to work in, which is empty
   * @throws Exception if the work cannot be done; then there is no cache
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Station.registerProvider();
    Path key = folder.resolve("key.p12");
    Path certificate = folder.resolve("certificate.pem");
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    Pkcs12File made = StationKey.generate("Training", Instant.now(), new SecureRandom());
    made.write(key, PASSWORD.toCharArray(), "key", 1000);
    Files.writeString(certificate, Pem.certificate(made.chain().getFirst().getEncoded()));
    Path document = BenchDocument.text(folder.resolve("document.pdf"), 2);
    Path signed = folder.resolve("signed.pdf");

    run("--version");
    run("--help");
    run(
        "sign",
        document.toString(),
        "--key",
        key.toString(),
        "--password-file",
        password.toString(),
        "--data",
        folder.resolve("data").toString(),
        "--out",
        signed.toString());
    List<String> verify = new ArrayList<>(List.of("verify", "--json"));
    verify.addAll(List.of("--trust", certificate.toString()));
    for (int i = 0; i < FILES; i++) {
      verify.add(Files.copy(signed, folder.resolve(i + ".pdf")).toString());
    }
    run(verify.toArray(String[]::new));
    run("verify", "--trust", certificate.toString(), signed.toString());
    if (!System.getenv().getOrDefault("DISPLAY", "").isEmpty()) {
      Desktop.open(Desktop.Until.WORKBENCH);
    }
  }

  private static void run(String... words) {
    int exit = PenSeal.run(words);
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", words) + " ended with " + exit);
    }
  }
}
