// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.file.Path;
import java.util.List;
import org.penseal.pdf.Placement;

/** Encrypted files that do not have the same key for all readers. */
final class FileKeyAttacks {
  private static final List<String> ONE_PASSWORD = List.of("--encrypt", "", "", "256", "--");

  private final CaseList cases = new CaseList(true).family("file-key");
  private final Signers signers;

  private FileKeyAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    FileKeyAttacks made = new FileKeyAttacks(signers);
    List<String> older = List.of("--encrypt", "", "", "256", "--force-R5", "--");
    made.changed("of-the-user", ONE_PASSWORD, "UE");
    made.changed("of-the-user-revision-5", older, "UE");
    made.changed("of-the-permissions", ONE_PASSWORD, "Perms");
    made.shorter();
    return made.cases.all();
  }

  // The password is the user's and the owner's: who asks for the user's key has another one.
  private void changed(String name, List<String> how, String entry) throws Exception {
    PdfUpdate update = new PdfUpdate(encrypted(how));
    int encryption = update.number("/Filter /Standard");
    String body = update.body(encryption);
    int digit = body.indexOf('<', body.indexOf("/" + entry + " ")) + 1;
    char other = body.charAt(digit) == '0' ? '1' : '0';
    update.put(encryption, body.substring(0, digit) + other + body.substring(digit + 1));
    add(name, update.bytes());
  }

  // PDFBox adds zeros to a key of less than 128 bits, others do not.
  private void shorter() throws Exception {
    PdfUpdate update = new PdfUpdate(encrypted(List.of("--encrypt", "", "owner", "40", "--")));
    String filters = "/CF<</StdCF<</CFM/V2/Length 5>>>>/StmF/StdCF/StrF/StdCF";
    int encryption = update.number("/Filter /Standard");
    update.change(encryption, "/V 1", "/V 4" + filters);
    add("short", update.bytes());
  }

  private void add(String name, byte[] file) throws Exception {
    cases.add(
        name, "decrypted-differently", signers.sign(file, "rsa", new Placement.Invisible(), 0));
  }

  private byte[] encrypted(List<String> how) throws Exception {
    Path plain = Contract.write(signers.folder.resolve("plain.pdf"), "", false);
    return CipherAttacks.encrypted(signers.folder, plain, how);
  }

  /** One password for user and owner, and one key. */
  static List<Case> harmless(Signers signers) throws Exception {
    byte[] file = new FileKeyAttacks(signers).encrypted(ONE_PASSWORD);
    CaseList harmless = new CaseList(false).family("file-key");
    harmless.add("one", "", signers.sign(file, "rsa", new Placement.Field("expert"), 0));
    return harmless.all();
  }
}
