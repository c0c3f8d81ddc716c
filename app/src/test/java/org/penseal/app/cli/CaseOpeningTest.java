// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** What can be refused at once is refused before a case is in the log. */
class CaseOpeningTest {
  private static final String NUMBER = "11010519491231002X";
  private static final Path TESTDATA = Path.of("..", "testdata");
  @TempDir Path folder;

  private CommandLineRun sign(Object... more) throws Exception {
    Station.registerProvider();
    Path report = folder.resolve("report.pdf");
    DemoReport.write(report);
    List<Object> words = new ArrayList<>(List.of("sign", report, "--lang", "en"));
    words.addAll(List.of("--out", folder.resolve("out.pdf"), "--data", folder.resolve("data")));
    words.addAll(List.of("--pad", "sim:penseal-ref", "--speed", "40"));
    words.addAll(List.of("--trace", TESTDATA.resolve("ink/zhang-wei-1.json")));
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray());
  }

  private void assertNoCase() {
    CommandLineRun list =
        CommandLineRun.of("evidence", "list", "--json", "--data", folder.resolve("data"));
    assertEquals("[]", list.out().strip(), list.err());
  }

  @Test
  void aNumberThatCannotBeRightOpensNoCase() throws Exception {
    CommandLineRun run =
        sign("--mode", "portrait", "--name", "张伟", "--id-number", "11010519491231003X");
    assertNothingBegan("id-number-check-digit", 64, run);
  }

  @Test
  void anOperatorWhoNamesNobodyOpensNoCase() throws Exception {
    KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048");
    List<Object> words = new ArrayList<>(List.of("--key", key.file()));
    words.addAll(List.of("--password-file", key.password(), "--no-identity"));
    assertNothingBegan("usage", 64, sign(words.toArray()));
  }

  // Not even the data folder is made, let alone a pad opened.
  private void assertNothingBegan(String code, int exit, CommandLineRun run) {
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit());
    assertFalse(Files.exists(folder.resolve("data")), run.err());
  }

  @Test
  void whoIsNamedIsLookedAtBeforeAnythingStarts() throws Exception {
    Object[] phone = {"--mode", "phone", "--name", "张伟", "--id-number", NUMBER, "--phone", "abc"};
    assertNothingBegan("phone-invalid", 64, sign(phone));
    phone[phone.length - 1] = "138-0013-8000";
    assertNothingBegan("phone-invalid", 64, sign(phone));
    phone[3] = " ";
    assertNothingBegan("name-invalid", 64, sign(phone));
    phone[3] = "张".repeat(101);
    assertNothingBegan("name-invalid", 64, sign(phone));
    phone[3] = "张\n伟";
    assertNothingBegan("usage", 64, sign(phone));
    phone[3] = "张伟";
    phone[5] = "1";
    assertNothingBegan("id-number-length", 64, sign(phone));
  }

  @Test
  void whatTheModeNeedsIsAskedForBeforeACaseIsOpened() throws Exception {
    CommandLineRun run = sign("--mode", "phone", "--name", "张伟", "--id-number", NUMBER);
    assertEquals("usage", run.code(), run.err());
    assertTrue(run.err().contains("--phone"), run.err());
    assertNoCase();
    run = sign("--mode", "portrait", "--name", "张伟", "--camera", "sim:");
    assertEquals("usage", run.code(), run.err());
    assertTrue(run.err().contains("--id-number"), run.err());
    assertNoCase();
    String far = "http://authority.example/";
    run = sign("--mode", "real-person", "--idcard", "sim:", "--camera", "sim:", "--authority", far);
    assertEquals("authority-insecure", run.code(), run.err());
    assertEquals(64, run.exit());
    assertNoCase();
  }

  @Test
  void keyFilesAreOpenedBeforeAnythingStarts() throws Exception {
    KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048");
    Path wrong = Files.writeString(folder.resolve("wrong"), "no\n");
    Path none = folder.resolve("none");
    assertNothingBegan("input-unreadable", 65, sign("--key", none, "--password-file", wrong));
    assertNothingBegan("key-refused", 65, sign("--key", key.file(), "--password-file", wrong));
    assertNothingBegan("input-unreadable", 65, sign("--key", key.file(), "--password-file", none));
    assertNothingBegan("input-unreadable", 65, sign("--idcard", "sim:", "--pin-file", none));
    KeyFile encrypts =
        KeyFile.make(folder, "-newkey", "rsa:2048", "-addext", "keyUsage=critical,keyEncipherment");
    assertNothingBegan(
        "certificate-not-for-signing",
        1,
        sign("--key", encrypts.file(), "--password-file", encrypts.password()));
    assertNothingBegan(
        "key-profile",
        64,
        sign("--key", key.file(), "--password-file", key.password(), "--profile", "gm-cms"));
  }
}
