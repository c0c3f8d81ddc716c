// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CHOICE;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.PAGES;
import static org.penseal.pdf.attack.Contract.X_OBJECT;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.PLAIN;
import static org.penseal.pdf.attack.Prepared.replace;
import static org.penseal.pdf.attack.Prepared.set;

import java.util.List;
import org.penseal.pdf.Placement;

/** Null where nothing was: the standard has both for the same (7.3.9), and readers do not. */
final class NothingAttacks {
  private static final String READ = "object-read-differently";

  private final CaseList cases = new CaseList(true).family("nothing");
  private final Signers signers;
  private final Prepared prepared;

  private NothingAttacks(Signers signers, Prepared.Extent extent) {
    this.signers = signers;
    this.prepared = new Prepared(cases, signers, new Placement.Field("second"), extent);
  }

  static List<Case> of(Signers signers, Prepared.Extent extent) throws Exception {
    NothingAttacks made = new NothingAttacks(signers, extent);
    made.entries();
    made.kids();
    return made.cases.all();
  }

  // pdf.js does not look further up; MuPDF does not if it is an object of its own.
  private void entries() throws Exception {
    for (String name : List.of("Resources", "MediaBox", "Rotate", "Contents")) {
      String entry = "/" + name + " null";
      prepared.update(
          name,
          READ,
          o -> {
            replace(o, PAGES, "/Type/Pages", "/Type/Pages/Rotate 90");
            replace(o, PAGE, "/Contents 6 0 R", name.equals("Contents") ? "" : "/Contents 6 0 R");
          },
          u -> u.with(PAGE, entry));
    }
    prepared.update(
        "taken-out",
        READ,
        o -> replace(o, PAGE, "/Contents", "/Resources null/Contents"),
        u -> u.change(PAGE, "/Resources\\s+null", ""));
    prepared.update(
        "look",
        READ,
        o -> replace(o, CHOICE, "/T(choice)", "/T(choice)/V(red)"),
        u -> u.with(CHOICE, "/AP null"));
    prepared.update(
        "kind-of-a-node",
        READ,
        o -> {
          set(o, EXTRA, "<</Parent 2 0 R/Kids[3 0 R]/Count 1>>");
          replace(o, PAGES, "[3 0 R", "[31 0 R");
          replace(o, PAGE, "/Parent 2 0 R", "/Parent 31 0 R");
        },
        u -> u.with(EXTRA, "/Type null"));
    prepared.update(
        "object",
        "reference-to-nothing",
        o -> set(o, EXTRA, "null"),
        u -> u.with(PAGE, "/Resources 31 0 R"));
    prepared.update(
        "object-that-is-missing",
        "reference-to-nothing",
        o -> replace(o, PAGE, "/Contents", "/Thumb 99 0 R/Contents"),
        u -> u.with(PAGE, "/Resources 99 0 R"));
    prepared.update(
        "resources-of-a-form",
        READ,
        o -> replace(o, X_OBJECT, "/Resources<</Font<</Helv 9 0 R>>>>", ""),
        u -> u.change(X_OBJECT, "/BBox", "/Resources null/BBox"));
    byte[] streams = signers.streams();
    cases.update("packed", READ, streams, u -> u.pack(PAGE, nulled(u)));
  }

  private static String nulled(PdfUpdate update) {
    return update.body(PAGE).replace("/Contents", "/Resources null/Contents");
  }

  // MuPDF and poppler count it, so that the last page is lost.
  private void kids() throws Exception {
    String code = "page-count-changed";
    prepared.update("first-kid", code, PLAIN, u -> u.change(PAGES, "/Kids\\s*\\[", "/Kids[null "));
    prepared.update(
        "kid-in-between", code, PLAIN, u -> u.change(PAGES, "3 0 R 4 0 R", "3 0 R null 4 0 R"));
    prepared.update(
        "kid-that-is-missing", code, PLAIN, u -> u.change(PAGES, "/Kids\\s*\\[", "/Kids[99 0 R "));
  }
}
