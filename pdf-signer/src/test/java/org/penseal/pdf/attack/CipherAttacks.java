// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Tool;

/** Encrypted files of which readers do not decrypt the same streams. */
final class CipherAttacks {
  private static final String EVIL =
      "q 1 g 50 640 400 100 re f Q BT 0 g /Helv 14 Tf 60 700 Td (Pay 900 EUR) Tj ET";

  private final CaseList cases = new CaseList(true);
  private final Signers signers;

  private CipherAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    CipherAttacks made = new CipherAttacks(signers);
    made.cases.family("cipher");
    String identity = "/DecodeParms[<</Type/CryptFilterDecodeParms/Name/Identity>>]";
    made.prepared("identity-filter", "/Filter[/Crypt]" + identity, u -> u);
    made.prepared("bare-filter", "/Filter/Crypt", u -> u);
    made.prepared("calls-itself-cross-reference", "/Type/XRef", u -> u);
    made.prepared(
        "calls-itself-metadata",
        "/Type/Metadata/Subtype/XML",
        u -> u);
    made.prepared(
        "other-filter",
        "",
        text ->
            text.replaceFirst("/CF <<", "/CF << /None << /CFM /None >>")
                .replaceFirst("/StmF /StdCF", "/StmF /None "));
    made.prepared(
        "no-filter",
        "",
        text -> text.replaceFirst("/StmF /StdCF", ""));
    made.withdrawn();
    made.unpadded();
    return made.cases.all();
  }

  // PDFBox takes the encryption of an older trailer then.
  private void withdrawn() throws Exception {
    for (String kind : List.of("aes", "rc4", "aes-256")) {
      byte[] signed = both(kind, "", text -> text);
      String text =
          new String(
              new PdfUpdate(signed).put(99, "<</Producer(other)>>").trailer("/Info 99 0 R").bytes(),
              StandardCharsets.ISO_8859_1);
      int at = text.lastIndexOf("/Encrypt ");
      int end = text.indexOf(" R", at) + 2;
      text = text.substring(0, at) + "/Encrypt null " + text.substring(end);
      cases.add("withdrawn-" + kind, "", text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  // The last block of a stream is left out, so that what remains has no padding.
  private void unpadded() throws Exception {
    for (String kind : List.of("aes", "aes-256")) {
      PdfUpdate update = new PdfUpdate(encrypted(kind));
      int words = update.number("/Length \\d+[^>]*>>\\s*stream");
      String body = update.body(words);
      System.out.println(words + " " + body.substring(0, 40));
    }
  }

  private void prepared(String name, String entries, UnaryOperator<String> edit) throws Exception {
    for (String kind : List.of("aes", "rc4", "aes-256")) {
      cases.add(name + "-" + kind, "", both(kind, entries, edit));
    }
  }

  private byte[] both(String kind, String entries, UnaryOperator<String> edit) throws Exception {
      PdfUpdate update = new PdfUpdate(encrypted(kind));
      int page = update.number("/Annots \\[");
      int added = update.fresh();
      update.change(page, "/Contents (\\d+ 0 R)", "/Contents [$1 " + added + " 0 R]");
      update.stream(added, entries, EVIL);
      int encryption = update.number("/Filter /Standard");
      String body = update.body(encryption);
      if (!edit.apply(body).equals(body)) {
        update.put(encryption, edit.apply(body));
      }
      return signers.sign(update.bytes(), "rsa", new Placement.Field("expert"), 0);
  }

  private byte[] encrypted(String kind) throws Exception {
    Path plain = Files.write(signers.folder.resolve("plain.pdf"), signers.plain());
    Path made = signers.folder.resolve("qpdf.pdf");
    List<String> command = new ArrayList<>(List.of("qpdf", "--static-id", "--qdf"));
    command.addAll(
        kind.equals("aes-256")
            ? List.of("--encrypt", "", "owner", "256", "--cleartext-metadata", "--")
            : List.of(
                "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--force-V4", "--cleartext-metadata",
                "--use-aes=" + (kind.equals("aes") ? "y" : "n"), "--"));
    command.addAll(List.of(plain.toString(), made.toString()));
    Tool tool = Tool.run(command.toArray(String[]::new));
    if (tool.exit() != 0) {
      throw new IOException(tool.output());
    }
    return Files.readAllBytes(made);
  }
}
