// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.inputs.InputNode.Edge;

/**
 * An element of a page's /Annots that is not null.
 *
 * @param key null for one that is no object of its own
 * @param item the element
 * @param graph of its document
 */
record PageAnnotation(@Nullable COSObjectKey key, COSBase item, InputGraph graph) {

  /** Those of a page, from 1, in order; none if there is no such page. */
  static List<PageAnnotation> of(InputGraph graph, int number) {
    List<PageAnnotation> all = new ArrayList<>();
    if (number <= graph.pages().count()) {
      for (COSBase item : graph.pages().page(number).annotations()) {
        if (InputPages.value(item) != null) {
          all.add(new PageAnnotation(InputGraph.key(item), item, graph));
        }
      }
    }
    return all;
  }

  /** What it is drawn from. */
  List<Edge> edges() {
    return new InputEdges(graph).annotation(item);
  }

  /** Number and generation of the object; empty without one. */
  String name() {
    return key == null ? "" : key.getNumber() + " " + key.getGeneration();
  }

  static List<String> names(List<PageAnnotation> annotations) {
    return annotations.stream().map(PageAnnotation::name).toList();
  }

  Optional<COSDictionary> dictionary() {
    return InputPages.value(item) instanceof COSDictionary found
        ? Optional.of(found)
        : Optional.empty();
  }
}
