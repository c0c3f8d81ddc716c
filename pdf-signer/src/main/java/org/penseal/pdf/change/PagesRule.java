// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.penseal.pdf.ChangeClass;

/**
 * The page tree: it must have the same nodes in the same order, and only annotations may change on
 * a page.
 */
final class PagesRule {
  private static final COSName TABS = COSName.getPDFName("Tabs");
  private static final COSName S = COSName.getPDFName("S");

  private final Comparison both;
  private final Values before;
  private final Values after;
  private final Findings findings;
  private final NoteRule notes;

  PagesRule(Comparison both) {
    this.both = both;
    this.before = both.before();
    this.after = both.after();
    this.findings = both.findings();
    this.notes = new NoteRule(both);
  }

  void compare() {
    COSBase old = before.catalog().getItem(COSName.PAGES);
    COSBase now = after.catalog().getItem(COSName.PAGES);
    if (!Objects.equals(before.key(old), after.key(now))) {
      findings.add(ChangeClass.OTHER, "catalog-changed", "Pages", both.writtenBelow(now));
    }
    if (!both.oldPlaces().wellFormed() || !both.newPlaces().wellFormed()) {
      // Equal values do not suffice: some readers accept a page only as a reference.
      boolean turned = both.oldPlaces().wellFormed();
      if (turned || !both.same(Role.VALUE, old, now)) {
        findings.add(ChangeClass.OTHER, "malformed-in-role", "Pages", both.writtenBelow(now));
      }
      return;
    }
    List<Places.Node> was = both.oldPlaces().nodes();
    List<Places.Node> is = both.newPlaces().nodes();
    count();
    for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
      if (!was.get(i).sameAs(is.get(i))) {
        int page = Math.max(was.get(i).page(), is.get(i).page());
        findings.add(
            ChangeClass.OTHER, "page-replaced", page > 0 ? "page " + page : "", Set.of(), page);
      }
      node(was.get(i), is.get(i));
    }
  }

  private void count() {
    int old = both.oldPlaces().pageNodes().size();
    int now = both.newPlaces().pageNodes().size();
    if (old != now) {
      findings.add(ChangeClass.OTHER, "page-count-changed", old + " to " + now);
    } else if (both.oldPlaces().nodes().size() != both.newPlaces().nodes().size()) {
      findings.add(ChangeClass.OTHER, "page-count-changed", "");
    }
  }

  private void node(Places.Node old, Places.Node now) {
    parent(old, now);
    int page = now.page();
    for (COSName name : Comparison.names(old.dictionary(), now.dictionary())) {
      COSBase is = now.dictionary().getItem(name);
      if (name.equals(COSName.PARENT)) {
        continue;
      } else if (page == 0 && name.equals(COSName.KIDS)) {
        gaps(old.dictionary(), now.dictionary()); // the others are walked as a tree
      } else if (page > 0 && name.equals(COSName.ANNOTS)) {
        notes.compare(old.dictionary(), now.dictionary(), page);
      } else if (!both.same(
          page > 0 ? role(name) : Role.VALUE, old.dictionary(), now.dictionary(), name)) {
        changed(old, now, name, is);
      }
    }
  }

  // MuPDF and poppler count a kid that is null, so that the last page is lost.
  private void gaps(COSDictionary old, COSDictionary now) {
    if (!gaps(before, old).equals(gaps(after, now))) {
      findings.add(ChangeClass.OTHER, "page-count-changed", "");
    }
  }

  private static List<Integer> gaps(Values values, COSDictionary node) {
    List<Integer> gaps = new ArrayList<>();
    COSArray kids = values.array(node.getItem(COSName.KIDS));
    for (int i = 0; kids != null && i < kids.size(); i++) {
      if (values.value(kids.get(i)) == null) {
        gaps.add(i);
      }
    }
    return gaps;
  }

  private void changed(Places.Node old, Places.Node now, COSName name, COSBase is) {
    int page = now.page();
    String place = page > 0 ? "page " + page + " " + name.getName() : "pages " + name.getName();
    boolean added = !before.has(old.dictionary(), name);
    Set<COSObjectKey> keys = new HashSet<>(both.writtenBelow(is));
    if (now.key() != null && both.written().contains(now.key())) {
      keys.add(now.key());
    }
    if (page > 0 && name.equals(TABS)) {
      // The order of the tab key; programs set the order by structure when they add fields.
      boolean structure = added && S.equals(after.value(is));
      findings.add(
          structure ? ChangeClass.FORM : ChangeClass.ANNOTATION,
          "page-tab-order-changed",
          place,
          keys,
          page);
    } else if (page > 0 && name.equals(COSName.STRUCT_PARENTS) && added && !both.isStructured(is)) {
      findings.add(ChangeClass.FORM, "structure-added", place, keys, page);
    } else {
      findings.add(ChangeClass.OTHER, "page-content-changed", place, keys, page);
    }
  }

  // Some readers inherit on the way down, others by Parent: both must lead to the same node.
  private void parent(Places.Node old, Places.Node now) {
    COSBase was = old.dictionary().getItem(COSName.PARENT);
    COSBase is = now.dictionary().getItem(COSName.PARENT);
    boolean agreed = Objects.equals(before.key(was), old.lister());
    boolean agrees = Objects.equals(after.key(is), now.lister());
    if (agreed && agrees) {
      return;
    }
    boolean same = both.same(Role.VALUE, was, is);
    String place = now.page() > 0 ? "page " + now.page() : "";
    if (!same || agreed) {
      findings.add(ChangeClass.OTHER, "page-parent-disagrees", place, Set.of(), now.page());
    }
  }

  private static Role role(COSName name) {
    return switch (name.getName()) {
      case "B" -> Role.BEAD;
      case "AA" -> Role.TRIGGERS;
      case "SeparationInfo" -> Role.SEPARATION;
      case "DPart" -> Role.DOCUMENT_PART;
      default -> Role.VALUE;
    };
  }
}
