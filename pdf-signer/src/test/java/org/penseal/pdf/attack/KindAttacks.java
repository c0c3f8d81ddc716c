// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Prepared.EXTRA;
import static org.penseal.pdf.attack.Prepared.PLAIN;
import static org.penseal.pdf.attack.Prepared.replace;
import static org.penseal.pdf.attack.Prepared.set;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.penseal.pdf.Placement;

/** Annotations of the kinds that paint or play something, added or changed. */
final class KindAttacks {
  private static final String HIDES = "annotation-may-hide-content";
  private static final String PLACE = "/Rect[50 690 400 730]/F 4/P 3 0 R";
  private static final Map<String, String> KINDS =
      new TreeMap<>(
          Map.of(
              "Redact", "/QuadPoints[50 730 400 730 50 690 400 690]/OverlayText(900)/RO 32 0 R",
              "Watermark", "/FixedPrint<</Type/FixedPrint/Matrix[1 0 0 1 9 9]/H 0/V 0>>",
              "Screen", "/MK<</BG[1]>>",
              "Movie", "/Movie<</F(a.mov)/Poster true>>",
              "3D", "/3DV<</XN(x)>>",
              "RichMedia", "/RichMediaSettings<</Activation<</Condition/PV>>>>",
              "FileAttachment", "/FS<</Type/Filespec/F(a)>>/Name/Tag",
              "PrinterMark", "/MN/ColorBar",
              "TrapNet", "/LastModified(D:2026)",
              "Projection", "/ExData<</Type/ExData/Subtype/Markup3D>>"));

  private final CaseList cases = new CaseList(true).family("kind");
  private final Prepared prepared;

  private KindAttacks(Signers signers, Prepared.Extent extent) {
    this.prepared = new Prepared(cases, signers, new Placement.Field("second"), extent);
  }

  static List<Case> of(Signers signers, Prepared.Extent extent) throws Exception {
    KindAttacks made = new KindAttacks(signers, extent);
    for (Map.Entry<String, String> each : KINDS.entrySet()) {
      made.kind(each.getKey(), "/Subtype/" + each.getKey() + each.getValue());
    }
    made.kind("unknown", "/Subtype/Unknown");
    made.kind("none", "");
    return made.cases.all();
  }

  private void kind(String name, String entries) throws Exception {
    String note = "<</Type/Annot" + entries + PLACE;
    prepared.update(
        "added-" + name,
        HIDES,
        PLAIN,
        u -> u.put(70, note + ">>").change(PAGE, "/Annots\\s*\\[", "/Annots[70 0 R "));
    Consumer<List<String>> signed =
        o -> {
          set(o, EXTRA, note + "/AP<</N<</A 13 0 R/B 32 0 R>>>>/AS/A>>");
          replace(o, PAGE, "/Annots[", "/Annots[31 0 R ");
        };
    prepared.update("state-of-" + name, HIDES, signed, u -> u.change(EXTRA, "/AS\\s*/A", "/AS/B"));
    prepared.update("no-state-of-" + name, HIDES, signed, u -> u.change(EXTRA, "/AS\\s*/A", ""));
    prepared.update(
        "place-of-" + name, HIDES, signed, u -> u.change(EXTRA, "50 690 400 730", "0 0 595 842"));
    prepared.update(
        "look-of-" + name, HIDES, signed, u -> u.change(EXTRA, "/A 13 0 R", "/A 32 0 R"));
  }
}
