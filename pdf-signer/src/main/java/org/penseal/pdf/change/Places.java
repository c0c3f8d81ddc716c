// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.look.Widgets;
import org.penseal.pdf.stream.FieldNames;
import org.penseal.pdf.stream.TextString;

/**
 * The objects of one revision that others point to: pages, annotations, fields and structure
 * elements. Each is found by walking down from the catalog, never by its own type entry.
 */
final class Places {
  /**
   * A node of the page tree.
   *
   * @param key its object; null if it stands in the tree directly
   * @param lister the node that lists it; null for the root
   * @param page its number from 1; 0 for a node with kids
   */
  record Node(
      @Nullable COSObjectKey key,
      @Nullable COSObjectKey lister,
      COSDictionary dictionary,
      int page) {
    boolean sameAs(Node other) {
      return page == other.page && key != null && key.equals(other.key);
    }
  }

  /**
   * A field or a widget in the tree of fields.
   *
   * @param name fully qualified; that of the field for a widget
   * @param lister the field that lists it; null for a root
   */
  record Field(String name, @Nullable COSObjectKey lister, COSDictionary dictionary) {}

  private static final int DEEPEST_FIELD = 64;
  private static final COSName FREE_TEXT = COSName.getPDFName("FreeText");
  private static final COSName ELEMENTS = COSName.getPDFName("StructTreeRoot");

  private final Values values;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<COSObjectKey, Field> fields = new LinkedHashMap<>();
  private final Set<COSObjectKey> listedTwice = new HashSet<>();
  private final Map<COSObjectKey, TreeSet<Integer>> annotations = new HashMap<>();
  private final Map<COSObjectKey, Set<String>> labels = new HashMap<>();
  private @Nullable Set<COSObjectKey> elements;
  private @Nullable Set<COSObjectKey> judged;
  private boolean wellFormed = true;

  Places(Values values) {
    this.values = values;
    if (values.trailer().getItem(COSName.ROOT) instanceof COSBase root) {
      label(values.key(root), "catalog");
    }
    pages();
    COSDictionary form = values.dictionary(values.catalog().getItem(COSName.ACRO_FORM));
    if (form != null) {
      collect(values.array(form.getItem(COSName.FIELDS)), "", null, 0);
    }
    fields.forEach((key, field) -> label(key, "field " + field.name));
  }

  private void label(@Nullable COSObjectKey key, String label) {
    if (key != null) {
      labels.computeIfAbsent(key, none -> new HashSet<>()).add(label);
    }
  }

  private record Open(COSBase base, @Nullable COSObjectKey lister) {}

  private void pages() {
    Deque<Open> open = new ArrayDeque<>();
    COSBase root = values.catalog().getItem(COSName.PAGES);
    int most = 2 * values.entries().size() + 64;
    int page = 0;
    if (root != null) {
      open.push(new Open(root, null));
    }
    while (!open.isEmpty()) {
      Open next = open.pop();
      COSDictionary found = values.dictionary(next.base);
      if (found == null || nodes.size() > most) {
        wellFormed &= values.value(next.base) == null && next.lister != null;
        continue;
      }
      COSObjectKey key = values.key(next.base);
      COSBase kids = values.value(found.getItem(COSName.KIDS));
      nodes.add(new Node(key, next.lister, found, kids == null ? ++page : 0));
      wellFormed &= key != null;
      if (kids instanceof COSArray array) {
        for (int i = array.size() - 1; i >= 0; i--) {
          open.push(new Open(array.get(i), key));
        }
      } else if (kids != null) {
        wellFormed = false;
      } else {
        label(key, "page " + page);
        annotations(found, page);
      }
    }
  }

  private void annotations(COSDictionary page, int number) {
    COSArray array = values.array(page.getItem(COSName.ANNOTS));
    for (COSBase each : array == null ? new COSArray() : array) {
      COSObjectKey key = values.key(each);
      if (key != null) {
        annotations.computeIfAbsent(key, none -> new TreeSet<>()).add(number);
        label(key, "annotation of page " + number);
      }
    }
  }

  private void collect(
      @Nullable COSArray array, String parent, @Nullable COSObjectKey lister, int depth) {
    if (array == null || depth > DEEPEST_FIELD) {
      return;
    }
    for (COSBase each : array) {
      COSObjectKey key = values.key(each);
      COSDictionary field = values.dictionary(each);
      if (key == null || field == null) {
        continue;
      }
      Field known = fields.get(key);
      if (known != null) {
        if (!Objects.equals(known.lister, lister)) {
          listedTwice.add(key);
        }
        continue;
      }
      String own =
          values.value(field.getItem(COSName.T)) instanceof COSString text
              ? TextString.of(text)
              : null;
      String name = own == null ? parent : parent.isEmpty() ? own : parent + "." + own;
      fields.put(key, new Field(name, lister, field));
      collect(values.array(field.getItem(COSName.KIDS)), name, key, depth + 1);
    }
  }

  /** The nodes of the page tree, parents before kids, pages in their order. */
  List<Node> nodes() {
    return nodes;
  }

  /** Whether the page tree is well-formed: dictionaries with object numbers, without loops. */
  boolean wellFormed() {
    return wellFormed;
  }

  List<Node> pageNodes() {
    return nodes.stream().filter(node -> node.page > 0).toList();
  }

  Map<COSObjectKey, Field> fields() {
    return fields;
  }

  String fieldName(COSObjectKey key) {
    Field field = fields.get(key);
    return field == null ? "" : field.name;
  }

  /** What pages list and no field does. */
  List<COSDictionary> strays() {
    List<COSDictionary> strays = new ArrayList<>();
    for (Node page : pageNodes()) {
      COSArray listed = values.array(page.dictionary.getItem(COSName.ANNOTS));
      for (COSBase each : listed == null ? new COSArray() : listed) {
        COSDictionary found = values.dictionary(each);
        COSObjectKey key = values.key(each);
        if (found != null && (key == null || !fields.containsKey(key))) {
          strays.add(found);
        }
      }
    }
    return strays;
  }

  /**
   * Those that readers draw from their words, by the fonts and the style of the form, with what
   * they inherit from.
   */
  List<COSDictionary> drawnStrays() {
    List<COSDictionary> drawn = new ArrayList<>();
    for (COSDictionary each : strays()) {
      boolean written =
          values.is(each, COSName.SUBTYPE, FREE_TEXT)
              || values.is(each, COSName.SUBTYPE, COSName.WIDGET)
                  && !COSName.SIG.equals(Widgets.inherited(each, COSName.FT));
      COSDictionary at = written && !Widgets.looks(each) ? each : null;
      for (int i = 0; i < DEEPEST_FIELD && at != null; i++) {
        drawn.add(at);
        at = values.dictionary(at.getItem(COSName.PARENT));
      }
    }
    return drawn;
  }

  /** Whether two fields have one name for some reader, which then takes both for one field. */
  boolean nameTwice() {
    Set<COSObjectKey> parents = new HashSet<>();
    fields.values().stream()
        .filter(each -> each.lister != null && values.has(each.dictionary, COSName.T))
        .forEach(each -> parents.add(each.lister));
    List<String> names = strayNames();
    fields.forEach(
        (key, field) -> {
          if (values.has(field.dictionary, COSName.T) && !parents.contains(key)) {
            names.add(FieldNames.plain(field.name));
          }
        });
    names.removeIf(String::isEmpty);
    return new HashSet<>(names).size() < names.size();
  }

  /** Whether some reader may take a field for another one, or for one that others lie below. */
  boolean isNamedElsewhere(COSObjectKey key) {
    String name = FieldNames.plain(fieldName(key));
    List<String> names = strayNames();
    fields.forEach(
        (other, field) -> {
          if (!other.equals(key) && !key.equals(field.lister)) {
            names.add(FieldNames.plain(field.name));
          }
        });
    return FieldNames.isOdd(fieldName(key))
        || !name.isEmpty() && names.stream().anyMatch(each -> FieldNames.isWithin(name, each));
  }

  // Some readers also take a widget for a field that no field lists.
  private List<String> strayNames() {
    List<String> names = new ArrayList<>();
    for (COSDictionary stray : strays()) {
      if (values.is(stray, COSName.SUBTYPE, COSName.WIDGET) && values.has(stray, COSName.T)) {
        names.add(FieldNames.plain(nameAbove(stray)));
      }
    }
    return names;
  }

  private String nameAbove(COSDictionary stray) {
    String name = "";
    COSDictionary at = stray;
    for (int i = 0; i < DEEPEST_FIELD && at != null; i++) {
      if (values.value(at.getItem(COSName.T)) instanceof COSString text) {
        name = name.isEmpty() ? TextString.of(text) : TextString.of(text) + "." + name;
      }
      at = values.dictionary(at.getItem(COSName.PARENT));
    }
    return name;
  }

  /** Whether a field is listed by two others, so that readers show the value of either in it. */
  boolean isListedTwice(COSObjectKey key) {
    return listedTwice.contains(key);
  }

  /** The pages on which an annotation is listed, from 1. */
  Set<Integer> pagesOf(COSObjectKey key) {
    return annotations.getOrDefault(key, new TreeSet<>());
  }

  /** Every annotation with an object number that a page lists. */
  Set<COSObjectKey> listed() {
    return annotations.keySet();
  }

  /** The labels of an object by its places; empty if nothing of the above is there. */
  Set<String> labels(COSObjectKey key) {
    Set<String> found = labels.getOrDefault(key, Set.of());
    if (!found.isEmpty() || !elements().contains(key)) {
      return found;
    }
    return Set.of("structure element");
  }

  /** The structure elements, and the root of their tree. */
  Set<COSObjectKey> elements() {
    if (elements == null) {
      elements = new HashSet<>();
      Deque<COSBase> open = new ArrayDeque<>();
      COSBase root = values.catalog().getItem(ELEMENTS);
      if (root != null) {
        open.push(root);
      }
      while (!open.isEmpty()) {
        COSBase base = open.pop();
        COSObjectKey key = values.key(base);
        if (key != null && !elements.add(key)) {
          continue;
        }
        if (values.array(base) instanceof COSArray array) {
          array.forEach(open::push);
        } else if (values.dictionary(base) instanceof COSDictionary element
            && values.has(element, COSName.K)) {
          open.push(element.getItem(COSName.K));
        }
      }
    }
    return elements;
  }

  /**
   * An entry of a field, inherited from the fields that list it (ISO 32000-2, table 226): on the
   * way down, not by Parent.
   */
  @Nullable COSBase inherited(COSObjectKey key, COSName entry) {
    Field at = fields.get(key);
    while (at != null) {
      COSBase value = values.value(at.dictionary.getItem(entry));
      if (value != null) {
        return value;
      }
      at = at.lister == null ? null : fields.get(at.lister);
    }
    return null;
  }

  /** Whether any field holds a signature. */
  boolean isSigned() {
    return fields.keySet().stream().anyMatch(key -> signature(key) != null);
  }

  /** The values that the verifier finds as separate signatures. */
  Set<COSObjectKey> judged() {
    if (judged == null) {
      judged = new HashSet<>();
      for (PDSignatureField each : values.revision().document().getSignatureFields()) {
        COSObjectKey key = values.key(each.getCOSObject().getItem(COSName.V));
        if (key != null) {
          judged.add(key);
        }
      }
    }
    return judged;
  }

  /** Whether a reference leads to the value of a signature field. */
  boolean isSignature(@Nullable COSBase reference) {
    COSObjectKey wanted = values.key(reference);
    return wanted != null
        && fields.keySet().stream()
            .map(this::signature)
            .anyMatch(found -> found != null && wanted.equals(values.key(found)));
  }

  private @Nullable COSBase signature(COSObjectKey key) {
    Field field = fields.get(key);
    if (field == null || !COSName.SIG.equals(inherited(key, COSName.FT))) {
      return null;
    }
    COSBase value = field.dictionary.getItem(COSName.V);
    return values.dictionary(value) == null ? null : value;
  }
}
