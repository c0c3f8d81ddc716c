// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.inputs.InputNode.Edge;

/**
 * From where drawing begins: what a reader takes from a page, an annotation, and the document. The
 * entries left out are those that no reader draws from; what is not known is part of it.
 */
record InputEdges(InputGraph graph) {
  private static final Set<String> NOT_OF_A_PAGE =
      Set.of(
          "Parent",
          "Annots",
          "Tabs",
          "StructParents",
          "B",
          "Thumb",
          "Metadata",
          "PieceInfo",
          "LastModified",
          "ID",
          "PZ",
          "SeparationInfo");
  private static final Set<String> NOT_OF_AN_ANNOTATION =
      Set.of(
          "P",
          "Parent",
          "Kids",
          "Popup",
          "IRT",
          "StructParent",
          "NM",
          "T",
          "TU",
          "TM",
          "M",
          "CreationDate",
          "A",
          "Dest",
          "Lock",
          "SV");
  // Programs write their numbers again with the digits that they keep.
  private static final Set<String> RECTANGLES =
      Set.of("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Rect");
  private static final List<String> OF_A_FIELD =
      List.of("FT", "Ff", "V", "MaxLen", "Opt", "I", "TI", "DA", "Q");
  private static final List<String> OF_THE_CATALOG =
      List.of(
          "OCProperties",
          "ViewerPreferences",
          "PageMode",
          "PageLayout",
          "Collection",
          "Requirements",
          "OutputIntents");
  private static final List<String> OF_THE_FORM = List.of("DA", "Q", "NeedAppearances", "XFA");
  private static final int MOST_PARENTS = 64;

  /** What a page is drawn from, without its annotations. */
  List<Edge> page(int number) {
    InputPages.Page page = graph.pages().page(number);
    List<Edge> edges = new ArrayList<>(whole(page.dictionary()));
    TreeMap<COSName, COSBase> items = new TreeMap<>(entries(page.dictionary(), NOT_OF_A_PAGE));
    page.inherited().keySet().forEach(items::remove);
    items.forEach((name, item) -> edges.add(entry(name, item, InputRole.VALUE, "Page")));
    for (COSName name : InputPages.INHERITED) {
      for (COSBase item : page.inherited().getOrDefault(name, List.of())) {
        edges.add(value(name, item, InputRole.VALUE));
      }
    }
    new TreeMap<>(page.others())
        .forEach(
            (name, item) ->
                edges.add(graph.edge("Parent/" + name.getName(), item, InputRole.VALUE)));
    COSBase annotations = page.dictionary().getItem(COSName.ANNOTS);
    if (!(InputPages.value(annotations) instanceof COSArray)) {
      edges.add(graph.edge("Annots", annotations, InputRole.VALUE));
    }
    return edges;
  }

  /** What an annotation is drawn from; a widget takes some of it from the fields above it. */
  List<Edge> annotation(COSBase item) {
    if (!(InputPages.value(item) instanceof COSDictionary annotation)
        || !InputPages.isDictionary(annotation)) {
      return List.of(graph.edge("", item, InputRole.VALUE));
    }
    List<Edge> edges = new ArrayList<>();
    TreeMap<COSName, COSBase> items = new TreeMap<>(entries(annotation, NOT_OF_AN_ANNOTATION));
    for (String each : OF_A_FIELD) {
      COSBase inherited = inherited(annotation, COSName.getPDFName(each));
      if (inherited != null) {
        items.put(COSName.getPDFName(each), inherited);
      }
    }
    boolean signature = COSName.SIG.equals(InputPages.value(items.get(COSName.FT)));
    InputRole value = signature ? InputRole.SIGNATURE : InputRole.VALUE;
    items.forEach((name, each) -> edges.add(entry(name, each, value, "Annot")));
    states(annotation, edges);
    return edges;
  }

  // pdf.js takes the first state other than Off for the value of a button.
  private void states(COSDictionary annotation, List<Edge> edges) {
    if (InputPages.value(annotation.getItem(COSName.AP)) instanceof COSDictionary looks) {
      for (COSName look : new TreeSet<>(looks.keySet())) {
        if (InputPages.value(looks.getItem(look)) instanceof COSDictionary states
            && InputPages.isDictionary(states)) {
          for (COSName each : states.keySet()) {
            COSName state = each.equals(COSName.OFF) ? null : each;
            edges.add(graph.edge("state of " + look.getName(), state, InputRole.VALUE));
          }
        }
      }
    }
  }

  /** What the document adds, by the names of its parts. */
  Map<String, List<Edge>> document() {
    Map<String, List<Edge>> parts = new LinkedHashMap<>();
    COSDictionary catalog = graph.revision().catalog();
    COSBase opening = catalog.getItem(COSName.OPEN_ACTION);
    boolean destination = InputPages.value(opening) instanceof COSArray;
    add(parts, "OpenAction", opening, destination ? InputRole.DESTINATION : InputRole.ACTION);
    add(parts, "AA", catalog.getItem(COSName.AA), InputRole.ACTIONS);
    OF_THE_CATALOG.forEach(
        name -> add(parts, name, catalog.getItem(COSName.getPDFName(name)), InputRole.VALUE));
    COSBase names = catalog.getItem(COSName.NAMES);
    if (InputPages.value(names) instanceof COSDictionary d && InputPages.isDictionary(d)) {
      add(parts, "JavaScript", d.getItem(COSName.JAVA_SCRIPT), InputRole.VALUE);
    } else {
      add(parts, "Names", names, InputRole.VALUE);
    }
    add(parts, "Encrypt", graph.revision().trailer().getItem(COSName.ENCRYPT), InputRole.VALUE);
    form(parts, catalog.getItem(COSName.ACRO_FORM));
    return parts;
  }

  private void form(Map<String, List<Edge>> parts, @Nullable COSBase item) {
    if (!(InputPages.value(item) instanceof COSDictionary form) || !InputPages.isDictionary(form)) {
      add(parts, "AcroForm", item, InputRole.VALUE);
      return;
    }
    for (String each : OF_THE_FORM) {
      add(parts, each, form.getItem(COSName.getPDFName(each)), InputRole.VALUE);
    }
    add(parts, "CO", form.getItem(COSName.getPDFName("CO")), InputRole.LINK);
    COSBase resources = form.getItem(COSName.DR);
    if (!(InputPages.value(resources) instanceof COSDictionary all)
        || !InputPages.isDictionary(all)) {
      add(parts, "DR", resources, InputRole.VALUE);
      return;
    }
    for (COSName category : all.keySet()) {
      String name = "DR/" + category.getName();
      COSBase entries = all.getItem(category);
      if (InputPages.value(entries) instanceof COSDictionary named
          && InputPages.isDictionary(named)) {
        named.forEach((key, each) -> resource(parts, name + "/" + key.getName(), each));
      } else {
        add(parts, name, entries, InputRole.VALUE);
      }
    }
  }

  private void resource(Map<String, List<Edge>> parts, String name, @Nullable COSBase item) {
    Edge edge = graph.edge(InputGraph.kind(item), item, InputRole.VALUE);
    if (!edge.isNothing()) {
      parts.put(name, List.of(edge));
    }
  }

  private void add(
      Map<String, List<Edge>> parts, String name, @Nullable COSBase item, InputRole role) {
    Edge edge = graph.edge("", item, role);
    if (!edge.isNothing()) {
      parts.put(name, List.of(edge));
    }
  }

  // A stream where a dictionary is meant is compared with its octets too.
  private List<Edge> whole(COSDictionary dictionary) {
    return dictionary instanceof COSStream
        ? List.of(graph.edge("stream", dictionary, InputRole.VALUE))
        : List.of();
  }

  private static Map<COSName, COSBase> entries(COSDictionary dictionary, Set<String> left) {
    Map<COSName, COSBase> entries = new LinkedHashMap<>();
    for (COSName name : new TreeSet<>(dictionary.keySet())) {
      if (!left.contains(name.getName())) {
        entries.put(name, dictionary.getItem(name));
      }
    }
    return entries;
  }

  // A missing type is the same as the right one: programs add it.
  private Edge entry(COSName name, COSBase item, InputRole value, String type) {
    boolean typed =
        name.equals(COSName.TYPE)
            && InputPages.value(item) instanceof COSName own
            && own.getName().equals(type);
    if (typed) {
      return graph.edge(name.getName(), null, InputRole.VALUE);
    }
    InputRole role =
        name.equals(COSName.AA)
            ? InputRole.ACTIONS
            : name.equals(COSName.V) ? value : InputRole.VALUE;
    return value(name, item, role);
  }

  private Edge value(COSName name, COSBase item, InputRole role) {
    if (RECTANGLES.contains(name.getName())
        && InputPages.value(item) instanceof COSArray box
        && box.size() == 4
        && InputPages.elements(box).stream().allMatch(COSNumber.class::isInstance)) {
      byte[] sides = InputGraph.bytes("rectangle " + Arrays.toString(box.toFloatArray()));
      return new Edge(name.getName(), null, sides, InputGraph.key(item), false);
    }
    return graph.edge(name.getName(), item, role);
  }

  private @Nullable COSBase inherited(COSDictionary annotation, COSName name) {
    COSDictionary node = annotation;
    for (int i = 0; i < MOST_PARENTS; i++) {
      graph.visits().take();
      COSBase item = node.getItem(name);
      if (InputPages.value(item) != null) {
        return item;
      }
      if (!(InputPages.value(node.getItem(COSName.PARENT)) instanceof COSDictionary parent)) {
        return null;
      }
      node = parent;
    }
    return COSName.getPDFName("endless");
  }
}
