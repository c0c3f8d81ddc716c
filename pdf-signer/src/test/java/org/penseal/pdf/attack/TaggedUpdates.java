// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.penseal.pdf.Placement;

/**
 * Tagged documents that are signed again, or annotated, by programs that keep the structure: as
 * iText does, with an element Form that names the widget, its number in the parent tree, and the
 * next number raised (ISO 32000-2, 14.7.5).
 */
final class TaggedUpdates {
  private static final Placement FIRST = new Placement.At(1, 330, 200, 120, 50);
  private static final String LOOK =
      PdfUpdate.streamBody(
          "/Type/XObject/Subtype/Form/BBox[0 0 100 40]", "0 0 1 RG 2 2 m 90 30 l S");

  private final CaseList cases = new CaseList(false);
  private final Signers signers;

  private TaggedUpdates(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    TaggedUpdates made = new TaggedUpdates(signers);
    made.family(
        "tagged-libreoffice",
        Files.readAllBytes(Path.of("../testdata/pdf/libreoffice-tagged.pdf")));
    made.family("tagged-chromium", MadeByPrograms.chromium(signers.folder));
    return made.cases.all();
  }

  /**
   * A second signature that names its widget in the structure, and changes what else stands there.
   */
  static List<Case> attacks(Signers signers) throws Exception {
    int heading = 5;
    int link = 7;
    int root = 32;
    int tree = 33;
    Map<String, UnaryOperator<PdfUpdate>> changes = new TreeMap<>();
    changes.put("element-of-other-kind", u -> u.change(heading, "/H1", "/Artifact"));
    changes.put("element-of-other-content", u -> u.change(heading, "/K.0", "/K[1"));
    changes.put("actual-text", u -> u.with(heading, "/ActualText(evil)"));
    changes.put("alternative", u -> u.with(link, "/Alt(evil)"));
    changes.put("role-map", u -> u.amend(root, "/Standard/P", "/Standard/Artifact"));
    changes.put("class-map", u -> u.amend(root, "<<", "<</ClassMap<</C<</O/Layout>>>>"));
    changes.put("name-space", u -> u.amend(root, "<<", "<</Namespaces[<</NS(evil)>>]"));
    changes.put("tree-of-page", u -> u.amend(tree, "5 0 R 6 0 R", "6 0 R 5 0 R"));
    changes.put("tree-of-annotation", u -> u.amend(tree, "1 7 0 R", "1 6 0 R"));
    changes.put("tree-with-one-more", u -> u.amend(tree, "1 7 0 R", "1 7 0 R 3 7 0 R"));
    CaseList cases = new CaseList(true).family("structure");
    byte[] file = Files.readAllBytes(Path.of("../testdata/pdf/libreoffice-tagged.pdf"));
    for (int permission : List.of(0, 2, 3)) {
      String key = permission == 2 ? "sm2" : "rsa";
      byte[] signed = signers.sign(file, key, FIRST, permission);
      for (var each : changes.entrySet()) {
        cases.add(
            each.getKey() + "-p" + permission,
            "structure-changed",
            signed,
            HandSigned.of(
                signed,
                u -> each.getValue().apply(below(u, Tree.IN_PLACE, true)),
                signers.key(key)));
      }
    }
    return cases.all();
  }

  private void family(String name, byte[] file) throws Exception {
    cases.family(name);
    for (int permission : List.of(0, 2, 3)) {
      byte[] signed = signers.sign(file, "ecdsa", FIRST, permission);
      String under = "-under-p" + permission;
      add("element-at-end" + under, signed, u -> below(u, Tree.IN_PLACE, true));
      add("element-under-root" + under, signed, u -> below(u, Tree.IN_PLACE, false));
      add("tree-made-anew" + under, signed, u -> below(u, Tree.ANEW, true));
      add("tree-cut" + under, signed, u -> below(u, Tree.CUT, true));
      add("tree-direct" + under, signed, u -> below(u, Tree.DIRECT, true));
      add("every-element-again" + under, signed, u -> elements(below(u, Tree.IN_PLACE, true)));
      if (permission == 3) {
        notes(signed);
        byte[] noted = signers.sign(note(new PdfUpdate(file)).bytes(), "ecdsa", FIRST, permission);
        cases.update("note-with-element-removed", "", noted, TaggedUpdates::removed);
        cases.update("note-with-element-changed", "", noted, TaggedUpdates::changed);
        cases.update(
            "note-removed-element-left",
            "",
            noted,
            u -> page(u, "\\s*" + u.number("/Subtype\\s*/Text") + " 0 R", ""));
      }
    }
  }

  private void add(String name, byte[] signed, UnaryOperator<PdfUpdate> update) throws Exception {
    cases.add(name, "", HandSigned.of(signed, update, signers.key("ecdsa")));
  }

  private void notes(byte[] signed) {
    cases.update("note-with-element", "", signed, TaggedUpdates::note);
    cases.update("tab-order", "", signed, u -> page(u, "/Tabs\\s*/S", "/Tabs/R"));
  }

  /** How the parent tree is written. */
  private enum Tree {
    IN_PLACE,
    ANEW,
    CUT,
    DIRECT
  }

  private static int pageNumber(PdfUpdate update) {
    return update.number("/Type\\s*/Page(?!s)");
  }

  private static PdfUpdate page(PdfUpdate update, String pattern, String by) {
    int page = pageNumber(update);
    String body = update.body(page);
    int notes = body.indexOf("/Annots");
    String changed = body.substring(0, notes) + body.substring(notes).replaceFirst(pattern, by);
    if (changed.equals(body) && !by.isEmpty()) {
      changed = body.replaceFirst(pattern, by);
    }
    if (changed.equals(body)) {
      throw new IllegalArgumentException(pattern + " not in " + body);
    }
    return update.put(page, changed);
  }

  private static int root(PdfUpdate update) {
    return update.number("/Type\\s*/StructTreeRoot");
  }

  private static int reference(String body, String entry) {
    return Integer.parseInt(
        body.replaceFirst("(?s).*/" + entry + "\\s*\\[?\\s*(\\d+) 0 R.*", "$1"));
  }

  // The widget of the second signature and what names it in the structure.
  private static PdfUpdate below(PdfUpdate update, Tree tree, boolean inDocument) {
    int page = pageNumber(update);
    int look = update.fresh();
    update.put(look, LOOK);
    int widget = update.fresh();
    update.put(
        widget,
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature2)/V "
            + HandSigned.VALUE
            + " 0 R/F 132/Rect[330 120 430 160]/StructParent 2/P "
            + page
            + " 0 R/AP<</N "
            + look
            + " 0 R>>>>");
    page(update, "\\[", "[" + widget + " 0 R ");
    update.change(update.catalog(), "/Fields\\s*\\[([^\\]]*)", "/Fields[$1 " + widget + " 0 R");
    element(update, "Form", widget, inDocument, tree);
    return update;
  }

  private static void element(
      PdfUpdate update, String kind, int annotation, boolean inDocument, Tree tree) {
    int root = root(update);
    String rootBody = update.body(root);
    int parent = inDocument ? reference(rootBody, "K") : root;
    int element = update.fresh();
    int page = pageNumber(update);
    update.put(
        element,
        "<</Type/StructElem/S/"
            + kind
            + "/P "
            + parent
            + " 0 R/Pg "
            + page
            + " 0 R/K<</Type/OBJR/Obj "
            + annotation
            + " 0 R/Pg "
            + page
            + " 0 R>>>>");
    String raised =
        (inDocument ? rootBody : kids(rootBody, element))
            .replaceFirst("\\s*/ParentTreeNextKey\\s+\\d+", "")
            .replaceFirst("<<", "<</ParentTreeNextKey 3");
    if (inDocument) {
      update.put(parent, kids(update.body(parent), element));
    }
    int old = reference(rootBody, "ParentTree");
    String body =
        update.body(old).replaceFirst("(?s)(/Nums\\s*\\[.*)\\]", "$1 2 " + element + " 0 R]");
    update.put(root, written(update, tree, raised, old, body));
  }

  private static String written(
      PdfUpdate update, Tree tree, String rootBody, int old, String body) {
    int fresh = update.fresh();
    String pointer = "/ParentTree\\s*" + old + " 0 R";
    return switch (tree) {
      case IN_PLACE -> {
        update.put(old, body);
        yield rootBody;
      }
      case ANEW -> {
        update.put(fresh, body);
        yield rootBody.replaceFirst(pointer, "/ParentTree " + fresh + " 0 R");
      }
      case CUT -> {
        update.put(fresh, body.replaceFirst("/Nums", "/Limits[0 2]/Nums"));
        yield rootBody.replaceFirst(pointer, "/ParentTree<</Kids[" + fresh + " 0 R]>>");
      }
      case DIRECT -> rootBody.replaceFirst(pointer, "/ParentTree" + body);
    };
  }

  // An array of kids is extended, a single one becomes an array.
  private static String kids(String body, int element) {
    String array = body.replaceFirst("(?s)(/K\\s*\\[[^\\]]*)\\]", "$1 " + element + " 0 R]");
    return array.equals(body)
        ? body.replaceFirst("(?s)/K\\s+(\\d+ 0 R)", "/K[$1 " + element + " 0 R]")
        : array;
  }

  // Every element that was there is written again as it was.
  private static PdfUpdate elements(PdfUpdate update) {
    int next = update.next();
    int parent = reference(update.body(root(update)), "K");
    for (int number = 1; number < next; number++) {
      if (update.offset(number) > 0
          && number != parent
          && update.body(number).contains("/StructElem")) {
        update.again(number);
      }
    }
    return update;
  }

  private static PdfUpdate note(PdfUpdate update) {
    int note = update.fresh();
    update.put(
        note,
        "<</Type/Annot/Subtype/Text/Rect[40 100 60 120]/Contents(look)/StructParent 2/P "
            + pageNumber(update)
            + " 0 R>>");
    page(update, "(?s)\\]", " " + note + " 0 R]");
    element(update, "Annot", note, true, Tree.IN_PLACE);
    return update;
  }

  private static PdfUpdate removed(PdfUpdate update) {
    int note = update.number("/Subtype\\s*/Text");
    int element = update.number("/S\\s*/Annot\\b");
    int root = root(update);
    int parent = reference(update.body(root), "K");
    int tree = reference(update.body(root), "ParentTree");
    page(update, "\\s*" + note + " 0 R", "");
    update.change(parent, "\\s*" + element + " 0 R", "");
    update.change(tree, "\\s*2 " + element + " 0 R", "");
    return update
        .change(root, "/ParentTreeNextKey 3", "/ParentTreeNextKey 2")
        .free(note)
        .free(element);
  }

  private static PdfUpdate changed(PdfUpdate update) {
    return update.change(update.number("/Subtype\\s*/Text"), "\\(look\\)", "(seen)/C[1 0 0]");
  }
}
