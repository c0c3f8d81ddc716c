// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.AGREE;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.REMARK_LOOK;
import static org.penseal.pdf.attack.Contract.YES;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/** Additions of permitted kinds that hide or replace what was to be seen. */
final class VisibleAttacks {
  private static final Placement EXPERT = new Placement.Field("expert");
  private static final String COVERS = "addition-covers-content";
  private static final String PAGE_X = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]";
  private static final String PAINTED = "1 g 0 0 100 100 re f 0 g 10 10 5 5 re f";
  private static final String WHITE = "1 g 0 0 595 842 re f";

  private final CaseList cases = new CaseList(true);
  private final Signers signers;

  private VisibleAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    VisibleAttacks made = new VisibleAttacks(signers);
    made.cases.family("visible");
    made.states();
    made.looks();
    made.signatures();
    made.timestamps();
    made.removed();
    return made.cases.all();
  }

  private byte[] prepared(String kind, int permission, Consumer<List<String>> edit)
      throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    edit.accept(objects);
    Path file = Contract.write(signers.folder.resolve("prepared.pdf"), objects, false);
    return signers.sign(Files.readAllBytes(file), kind, EXPERT, permission);
  }

  // A check box over the whole page, whose other state was prepared.
  private void states() throws Exception {
    for (int permission : new int[] {0, 2, 3}) {
      byte[] signed =
          prepared(
              permission == 2 ? "rsa" : "sm2",
              permission,
              o -> {
                o.set(YES - 1, PdfUpdate.streamBody(PAGE_X, WHITE));
                o.set(
                    AGREE - 1,
                    "<</Type/Annot/Subtype/Widget/P 3 0 R/F 4/FT/Btn/T(agree)/V/Off/AS/Off"
                        + "/AP<</N<</Yes 17 0 R/Off 18 0 R>>>>/Rect[0 0 595 842]>>");
              });
      cases.update(
          "state-over-page-p" + permission,
          COVERS,
          signed,
          u -> u.change(AGREE, "/V/Off/AS/Off", "/V/Yes/AS/Yes"));
      byte[] options =
          prepared(
              "rsa",
              permission,
              o -> {
                o.set(YES - 1, PdfUpdate.streamBody(PAGE_X, WHITE));
                o.set(
                    AGREE - 1,
                    "<</Type/Annot/Subtype/Widget/P 3 0 R/F 4/FT/Btn/T(agree)/V/Off/AS/Off"
                        + "/Opt[(a)(b)]/AP<</N<</Yes 17 0 R/Off 18 0 R>>>>/Rect[0 0 595 842]>>");
              });
      cases.update(
          "state-of-other-value-p" + permission,
          "field-appearance-differs",
          options,
          u -> u.change(AGREE, "/AS/Off", "/AS/Yes"));
    }
  }

  // The value stays; the signed page showed one word, the final one shows the value.
  private void looks() throws Exception {
    for (int permission : new int[] {0, 2, 3}) {
      byte[] signed = prepared("rsa", permission, o -> o.set(REMARK_LOOK - 1, Contract.look("No")));
      cases.update(
          "look-of-same-value-p" + permission,
          "field-appearance-differs",
          signed,
          u ->
              u.put(u.fresh(), Contract.look("ok"))
                  .change(REMARK, "/N 16 0 R", "/N " + (u.fresh() - 1) + " 0 R"));
    }
  }

  // Any key that the verifier trusts, with a look of its own.
  private void signatures() throws Exception {
    for (int permission : new int[] {0, 2, 3}) {
      cases.update(
          "signature-drawn-anew-p" + permission,
          "signature-look-left-to-readers",
          signers.contract("rsa", permission, "", false),
          u -> u.with(FORM, "/NeedAppearances true"));
    }
    for (int permission : new int[] {0, 2, 3}) {
      byte[] signed = signers.contract("rsa", permission, "", false);
      for (String place : List.of("[50 690 400 730]", "[0 0 595 842]", "[60 600 160 620]")) {
        String box = place.replaceAll("[^0-9]", "");
        cases.add(
            "signature-over-words-" + box + "-p" + permission,
            COVERS,
            HandSigned.of(
                signed,
                u ->
                    u
                        .put(
                            70,
                            "<</FT/Sig/T(over)/Type/Annot/Subtype/Widget/F 4/P 3 0 R/V 72 0 R/Rect"
                                + place
                                + "/AP<</N 71 0 R>>>>")
                        .stream(71, "/Type/XObject/Subtype/Form/BBox[0 0 100 100]", PAINTED)
                        .change(FORM, "/Fields\\s*\\[", "/Fields[70 0 R ")
                        .change(PAGE, "/Annots\\s*\\[", "/Annots[70 0 R "),
                signers.key("rsa")));
      }
    }
  }

  // Needs no key, only a stamp of somebody whom the verifier trusts.
  private void timestamps() throws Exception {
    String look = "/AP<</N 71 0 R>>";
    for (int permission = 0; permission <= 3; permission++) {
      byte[] signed = signers.contract("rsa", permission, "", false);
      for (String looks : List.of(look, "")) {
        for (String place : List.of("[0 0 595 842]", "[0 0 595 842 0]")) {
          boolean five = place.contains("842 0");
          String named = "-p" + permission + looks.length() + five;
          String found = five ? "signature-field-malformed" : "timestamp-visible";
          UnaryOperator<PdfUpdate> field =
              u ->
                  u
                      .put(
                          70,
                          "<</FT/Sig/T(stamp)/Type/Annot/Subtype/Widget/P 3 0 R/V 72 0 R/Rect"
                              + place
                              + looks
                              + ">>")
                      .stream(71, PAGE_X, WHITE)
                      .change(FORM, "/Fields\\s*\\[", "/Fields[70 0 R ")
                      .change(PAGE, "/Annots\\s*\\[", "/Annots[70 0 R ");
          cases.add(
              "stamp-over-page" + named,
              found,
              HandSigned.stamped(signed, field, signers.longTerm()));
          cases.update(
              "stamp-without-a-token" + named,
              found,
              signed,
              u ->
                  field
                      .apply(u)
                      .put(
                          72,
                          "<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161"
                              + "/ByteRange[0 10 20 30]/Contents<00>>>"));
        }
      }
    }
  }

  // The final revision has no signature any more, or one fewer.
  private void removed() throws Exception {
    byte[] signed = signers.approval();
    cases.update(
        "signature-taken-out",
        "",
        signed,
        u -> u.change(Contract.EXPERT, "/V\\s+\\d+ 0 R", "/Hidden true"));
    cases.update("form-taken-out", "", signed, u -> u.change(u.catalog(), "/AcroForm 5 0 R", ""));
    byte[] fewer =
        new PdfUpdate(signed).change(Contract.EXPERT, "/V\\s+\\d+ 0 R", "/Hidden true").bytes();
    cases.add(
        "signed-again-without-the-first",
        "",
        signers.sign(fewer, "sm2", new Placement.Field("second"), 0));
  }
}
