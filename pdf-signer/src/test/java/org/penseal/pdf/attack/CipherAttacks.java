// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    made.prepared("calls-itself-metadata", "/Type/Metadata/Subtype/XML", u -> u);
    made.prepared(
        "other-filter",
        "",
        text ->
            text.replaceFirst("/CF <<", "/CF << /None << /CFM /None >>")
                .replaceFirst("/StmF /StdCF", "/StmF /None "));
    made.prepared("no-filter", "", text -> text.replaceFirst("/StmF /StdCF", ""));
    made.withdrawn();
    made.unpadded();
    made.unpaddedString();
    return made.cases.all();
  }

  // PDFBox takes the encryption of an older trailer then, or the identifier.
  private void withdrawn() throws Exception {
    for (String kind : List.of("aes", "rc4", "aes-256")) {
      byte[] signed = signers.sign(encrypted(kind), "rsa", new Placement.Field("expert"), 0);
      String text =
          new String(
              new PdfUpdate(signed).put(99, "<</Producer(other)>>").trailer("/Info 99 0 R").bytes(),
              StandardCharsets.ISO_8859_1);
      int id = text.lastIndexOf("/ID");
      String unnamed = text.substring(0, id) + text.substring(text.indexOf(']', id) + 1);
      cases.add(
          "unidentified-" + kind,
          "trailer-incomplete",
          signed,
          unnamed.getBytes(StandardCharsets.ISO_8859_1));
      int at = text.lastIndexOf("/Encrypt ");
      int end = text.indexOf(" R", at) + 2;
      text = text.substring(0, at) + "/Encrypt null " + text.substring(end);
      cases.add(
          "withdrawn-" + kind,
          "signed-field-changed",
          signed,
          text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  // The block of padding is left out, so that what remains ends in two that are none.
  private void unpadded() throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    String words = "BT 0 g /Helv 14 Tf 60 640 Td (or rather 900 EUR " + " ".repeat(16);
    objects.add(
        PdfUpdate.streamBody(
            "", words.substring(0, words.length() / 16 * 16) + ") Tj ET       \n\2"));
    objects.set(2, objects.get(2).replace("6 0 R", "[6 0 R 31 0 R]"));
    Path plain = Contract.write(signers.folder.resolve("plain.pdf"), objects, false);
    for (String kind : List.of("aes", "aes-256")) {
      PdfUpdate update = new PdfUpdate(encrypted(kind, plain));
      String page = update.body(update.number("/Annots \\["));
      Matcher place = Pattern.compile("/Contents \\[\\s+\\d+ 0 R\\s+(\\d+) 0 R").matcher(page);
      place.find();
      int number = Integer.parseInt(place.group(1));
      String body = update.body(number);
      Matcher length = Pattern.compile("/Length (\\d+) 0 R").matcher(body);
      length.find();
      int bytes = Integer.parseInt(update.body(Integer.parseInt(length.group(1))));
      int start = body.indexOf("stream\n") + 7;
      update.stream(number, "", body.substring(start, start + bytes - 16));
      cases.add(
          "unpadded-" + kind,
          "decrypted-differently",
          signers.sign(update.bytes(), "rsa", new Placement.Field("expert"), 0));
    }
  }

  // A value that PDFBox shows without its end, or not at all.
  private void unpaddedString() throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.set(7, "<</Producer(" + "RawPdf ".repeat(9) + ")>>");
    Path plain = Contract.write(signers.folder.resolve("plain.pdf"), objects, false);
    for (String kind : List.of("aes", "aes-256")) {
      PdfUpdate update = new PdfUpdate(encrypted(kind, plain));
      int info = update.number("/Producer");
      String body = update.body(info);
      int end = body.indexOf('>', body.indexOf("/Producer <") + 11);
      update.put(info, body.substring(0, end - 32) + body.substring(end));
      cases.add(
          "unpadded-string-" + kind,
          "decrypted-differently",
          signers.sign(update.bytes(), "rsa", new Placement.Field("expert"), 0));
    }
  }

  /** Metadata in clear, as producers leave them where EncryptMetadata is false. */
  static List<Case> harmless(Signers signers) throws Exception {
    CipherAttacks made = new CipherAttacks(signers);
    CaseList harmless = new CaseList(false).family("cipher");
    String entries = "/Type/Metadata/Subtype/XML";
    String crypt = "/Filter[/Crypt]/DecodeParms[<</Name/Identity>>]";
    for (String kind : List.of("aes", "rc4", "aes-256")) {
      for (String filter : kind.equals("aes-256") ? List.of("", crypt) : List.of("")) {
        PdfUpdate update = new PdfUpdate(made.encrypted(kind));
        int added = update.fresh();
        update.with(update.catalog(), "/Metadata " + added + " 0 R");
        update.stream(added, entries + filter, "<x>in clear</x>");
        String name = "clear-metadata-" + kind + (filter.isEmpty() ? "" : "-filter");
        byte[] signed = signers.sign(update.bytes(), "rsa", new Placement.Field("expert"), 0);
        harmless.add(name, "", signed);
      }
    }
    return harmless.all();
  }

  private void prepared(String name, String entries, UnaryOperator<String> edit) throws Exception {
    for (String kind : List.of("aes", "rc4", "aes-256")) {
      cases.add(name + "-" + kind, "decrypted-differently", both(kind, entries, edit));
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
    return encrypted(kind, Files.write(signers.folder.resolve("plain.pdf"), signers.plain()));
  }

  private byte[] encrypted(String kind, Path plain) throws Exception {
    return encrypted(signers.folder, kind, plain);
  }

  /** Of the kind aes, rc4 or aes-256, with metadata in clear and no password to open it. */
  static byte[] encrypted(Path folder, String kind, Path plain) throws Exception {
    return encrypted(
        folder,
        plain,
        kind.equals("aes-256")
            ? List.of("--encrypt", "", "owner", "256", "--cleartext-metadata", "--")
            : List.of(
                "--encrypt",
                "",
                "owner",
                "128",
                "--force-V4",
                "--cleartext-metadata",
                "--use-aes=" + (kind.equals("aes") ? "y" : "n"),
                "--"));
  }

  static byte[] encrypted(Path folder, Path plain, List<String> how) throws Exception {
    Path made = folder.resolve("qpdf.pdf");
    List<String> command = new ArrayList<>(List.of("qpdf", "--static-id", "--qdf"));
    command.add("--allow-weak-crypto");
    command.addAll(how);
    command.addAll(List.of(plain.toString(), made.toString()));
    Tool tool = Tool.run(command.toArray(String[]::new));
    if (tool.exit() != 0) {
      throw new IOException(tool.output());
    }
    return Files.readAllBytes(made);
  }
}
