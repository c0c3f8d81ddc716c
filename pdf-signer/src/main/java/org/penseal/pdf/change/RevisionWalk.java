// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.stream.PressClaims;

/**
 * Compares the trailer and the catalog of two revisions; the parts that they lead to have rules of
 * their own.
 */
final class RevisionWalk {
  // Entries about the structure of the file, not its content (ISO 32000-2, tables 15 and 17).
  private static final Set<String> PLUMBING =
      Set.of(
          "Size",
          "Prev",
          "XRefStm",
          "Type",
          "W",
          "Index",
          "Filter",
          "DecodeParms",
          "Length",
          "DL",
          "F");
  private static final COSName ADDITIONAL = COSName.getPDFName("AdditionalStreams");
  private static final COSName STRUCTURE = COSName.getPDFName("StructTreeRoot");

  private final Comparison both;
  private final Values before;
  private final Values after;
  private final Findings findings;

  RevisionWalk(Comparison both) {
    this.both = both;
    this.before = both.before();
    this.after = both.after();
    this.findings = both.findings();
  }

  void run() {
    offsets();
    objectStreams();
    trailer();
    catalog();
    new PagesRule(both).compare();
    Unreferenced unreferenced = new Unreferenced(both);
    unreferenced.compare();
    if (kindsDiffer() && unreferenced.leadsToNothing()) {
      findings.add(ChangeClass.OTHER, "cross-reference-kinds-mixed", "");
    }
  }

  // With a table a reader repairs the file as soon as an object is missing: it then ignores object
  // streams, and takes objects from wherever it finds them. With a stream it does neither.
  private boolean kindsDiffer() {
    return before.revision().document().getDocument().isXRefStream()
        != after.revision().document().getDocument().isXRefStream();
  }

  /** An earlier object must remain at its place, or be in the new revision. */
  private void offsets() {
    after
        .entries()
        .forEach(
            (key, now) -> {
              boolean inside = now >= 0 && now < before.revision().end();
              if (inside && !Objects.equals(before.entries().get(key), now)) {
                findings.add(
                    ChangeClass.OTHER, "cross-reference-redirected", key.toString(), Set.of(key));
              }
            });
  }

  /** Nothing refers to an object stream; its length and filters may be objects of their own. */
  private void objectStreams() {
    before.entries().values().stream()
        .filter(at -> at < 0)
        .distinct()
        .map(at -> new COSObjectKey(-at, 0))
        .forEach(
            key -> {
              if (before.object(key) instanceof COSStream old
                  && after.object(key) instanceof COSStream now
                  && !Comparison.names(old, now).stream()
                      .allMatch(name -> both.same(Role.VALUE, old, now, name))) {
                findings.add(
                    ChangeClass.OTHER, "object-read-differently", key.toString(), Set.of(key));
              }
            });
  }

  private void trailer() {
    COSDictionary old = before.trailer();
    COSDictionary now = after.trailer();
    if (before.key(old.getItem(COSName.ROOT)) == null
        || !Objects.equals(
            before.key(old.getItem(COSName.ROOT)), after.key(now.getItem(COSName.ROOT)))) {
      findings.add(ChangeClass.OTHER, "catalog-replaced", "");
    }
    for (COSName name : Comparison.names(old, now)) {
      COSBase was = old.getItem(name);
      COSBase is = now.getItem(name);
      if (name.equals(COSName.ROOT) || PLUMBING.contains(name.getName())) {
        continue;
      } else if (name.equals(COSName.INFO)) {
        information(was, is);
      } else if (name.equals(COSName.ID)) {
        identifier(was, is);
      } else if (name.equals(ADDITIONAL)) {
        additional(was, is);
      } else if (!both.same(Role.VALUE, was, is)) {
        String code = name.equals(COSName.ENCRYPT) ? "encryption-changed" : "trailer-changed";
        findings.add(ChangeClass.OTHER, code, name.equals(COSName.ENCRYPT) ? "" : name.getName());
      }
    }
  }

  // The first part is used for encryption; the second changes with every update (14.4).
  private void identifier(@Nullable COSBase was, @Nullable COSBase is) {
    COSArray old = before.array(was);
    COSArray now = after.array(is);
    boolean encrypted = before.has(before.trailer(), COSName.ENCRYPT);
    boolean kept =
        now != null
            && now.size() == 2
            && (!encrypted
                || old != null && old.size() == 2 && both.same(Role.VALUE, old.get(0), now.get(0)));
    if (!kept && !both.same(Role.VALUE, was, is)) {
      findings.add(ChangeClass.OTHER, "trailer-changed", "ID");
    }
  }

  // LibreOffice's hybrid files refer to the document that they were made from. The reference often
  // leads nowhere, and the next program may use that number for an object of its own.
  private void additional(@Nullable COSBase was, @Nullable COSBase is) {
    if (both.same(Role.VALUE, was, is)) {
      return;
    }
    boolean stream = leadsToStream(before, was) || leadsToStream(after, is);
    findings.add(
        stream ? ChangeClass.OTHER : ChangeClass.LTA, "trailer-changed", ADDITIONAL.getName());
  }

  private static boolean leadsToStream(Values values, @Nullable COSBase base) {
    if (values.stream(base) != null) {
      return true;
    }
    COSArray array = values.array(base);
    for (int i = 0; array != null && i < array.size(); i++) {
      if (values.stream(array.get(i)) != null) {
        return true;
      }
    }
    return false;
  }

  private void information(@Nullable COSBase was, @Nullable COSBase is) {
    if (both.same(Role.VALUE, was, is)) {
      return;
    }
    boolean plain =
        isFlat(before, was)
            && isFlat(after, is)
            && PressClaims.ofInformation(before.dictionary(was))
                .equals(PressClaims.ofInformation(after.dictionary(is)));
    findings.add(
        plain ? ChangeClass.LTA : ChangeClass.OTHER,
        "document-information-changed",
        "",
        both.writtenBelow(is));
  }

  private static boolean isFlat(Values values, @Nullable COSBase base) {
    COSDictionary dictionary = values.dictionary(base);
    if (dictionary == null) {
      return values.value(base) == null;
    }
    return dictionary.keySet().stream()
        .map(name -> values.value(dictionary.getItem(name)))
        .noneMatch(value -> value instanceof COSDictionary || value instanceof COSArray);
  }

  private void catalog() {
    COSDictionary old = before.catalog();
    COSDictionary now = after.catalog();
    LongTermRule longTerm = new LongTermRule(both);
    for (COSName name : Comparison.names(old, now)) {
      COSBase was = old.getItem(name);
      COSBase is = now.getItem(name);
      if (name.equals(COSName.PAGES)) {
        continue; // walked as a tree
      } else if (name.equals(COSName.ACRO_FORM)) {
        new FormRule(both).compare();
      } else if (name.equals(STRUCTURE)) {
        new StructureRule(both).compare(was, is);
      } else if (!both.same(role(name), was, is)) {
        if (!longTerm.takes(name, was, is) && !certified(name, was, is)) {
          findings.add(ChangeClass.OTHER, "catalog-changed", name.getName(), both.writtenBelow(is));
        }
      }
    }
  }

  private static Role role(COSName name) {
    return switch (name.getName()) {
      case "Outlines" -> Role.OUTLINE;
      case "Names" -> Role.NAMES;
      case "Dests" -> Role.DESTINATIONS;
      case "OpenAction" -> Role.OPENING;
      case "AA" -> Role.TRIGGERS;
      case "Threads" -> Role.BEAD;
      case "Perms" -> Role.PERMISSIONS;
      case "DPartRoot" -> Role.DOCUMENT_PART;
      default -> Role.VALUE;
    };
  }

  // The first signature of a file may be its certification (ISO 32000-2, 12.8.2.2.1).
  private boolean certified(COSName name, @Nullable COSBase was, @Nullable COSBase is) {
    if (!name.equals(COSName.PERMS)
        || before.value(was) != null
        || both.oldPlaces().isSigned()
        || !(after.dictionary(is) instanceof COSDictionary perms)
        || !perms.keySet().equals(Set.of(COSName.DOCMDP))
        || !both.newPlaces().isSignature(perms.getItem(COSName.DOCMDP))) {
      return false;
    }
    findings.add(ChangeClass.FORM, "certification-added", "", both.writtenBelow(is));
    return true;
  }

  /** Whether a name is a version from 1.4 on (ISO 32000-2, 7.5.2). */
  static double version(@Nullable COSBase value) {
    if (value instanceof COSName name && name.getName().matches("1\\.[4-7]|2\\.0")) {
      return Double.parseDouble(name.getName());
    }
    return 0;
  }

  /** Whether it is neither an array or dictionary nor a stream. */
  static boolean isScalar(@Nullable COSBase value) {
    return !(value instanceof COSDictionary || value instanceof COSArray || value == null);
  }

  /** Whether it is an integer number. */
  static boolean isInteger(@Nullable COSBase value) {
    return value instanceof COSNumber number && number.floatValue() == number.longValue();
  }

  /** Whether it is a stream: for PDFBox that is a dictionary, too. */
  static boolean isStream(@Nullable COSBase value) {
    return value instanceof COSStream;
  }
}
