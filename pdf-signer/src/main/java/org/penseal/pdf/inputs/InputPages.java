// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** The pages of a catalog, by the way down (ISO 32000-2, 7.7.3); nothing is asked of /Parent. */
final class InputPages {
  /** What a page takes from the nodes above it. */
  static final List<COSName> INHERITED =
      List.of(COSName.RESOURCES, COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE);

  private static final int MOST_PARENTS = 64;
  private static final int LONGEST_ORDINAL = 100;

  /**
   * A page.
   *
   * @param dictionary its own entries; may be a stream in a malformed file
   * @param inherited the four attributes as they are in force, direct or as references; where one
   *     has not its type, those above it too, since readers differ
   * @param others those that are found by way of /Parent, where that is not the way down
   */
  record Page(
      COSDictionary dictionary,
      Map<COSName, List<COSBase>> inherited,
      Map<COSName, COSBase> others) {
    Page {
      inherited = Map.copyOf(inherited);
      others = Map.copyOf(others);
    }

    /** What /Annots lists, direct or as references; empty if it is no array. */
    List<COSBase> annotations() {
      return value(dictionary.getItem(COSName.ANNOTS)) instanceof COSArray array
          ? elements(array)
          : List.of();
    }
  }

  // Straight: each /Parent so far is the node that lists.
  private record Down(
      COSDictionary node,
      @Nullable COSDictionary lister,
      Map<COSName, List<COSBase>> inherited,
      boolean straight,
      boolean leaving) {}

  private final List<Page> pages = new ArrayList<>();
  private final Map<COSBase, String> ordinals = new IdentityHashMap<>();
  private final Set<COSBase> above = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Down> waiting = new ArrayDeque<>();
  private final Visits visits;

  InputPages(COSDictionary catalog, Visits visits) {
    this.visits = visits;
    if (value(catalog.getItem(COSName.PAGES)) instanceof COSDictionary root) {
      waiting.push(new Down(root, null, Map.of(), true, false));
    }
    while (!waiting.isEmpty()) {
      step(waiting.pop());
    }
  }

  private void step(Down down) {
    visits.take();
    COSDictionary node = down.node;
    if (down.leaving) {
      above.remove(node);
      return;
    }
    boolean straight = down.straight && value(node.getItem(COSName.PARENT)) == down.lister;
    Map<COSName, List<COSBase>> inherited = inherited(down);
    if (!(value(node.getItem(COSName.KIDS)) instanceof COSArray kids)) {
      pages.add(new Page(node, inherited, straight ? Map.of() : byParent(node)));
      ordinals.merge(node, String.valueOf(pages.size()), InputPages::joined);
    } else if (above.add(node)) {
      waiting.push(new Down(node, null, Map.of(), true, true));
      for (int i = kids.size() - 1; i >= 0; i--) {
        if (value(kids.get(i)) instanceof COSDictionary kid) {
          waiting.push(new Down(kid, node, inherited, straight, false));
        }
      }
    }
  }

  // A hostile tree lists a page a million times: what is long is replaced by its digest.
  private static String joined(String numbers, String further) {
    String all = numbers + "," + further;
    return all.length() <= LONGEST_ORDINAL ? all : ValueDigest.hex(InputGraph.bytes(all));
  }

  private static Map<COSName, List<COSBase>> inherited(Down down) {
    Map<COSName, List<COSBase>> inherited = new HashMap<>(down.inherited);
    for (COSName name : INHERITED) {
      COSBase item = down.node.getItem(name);
      COSBase value = value(item);
      if (value != null) {
        List<COSBase> all = new ArrayList<>(List.of(item));
        if (!isTyped(name, value)) {
          all.addAll(down.inherited.getOrDefault(name, List.of()));
        }
        inherited.put(name, List.copyOf(all));
      }
    }
    return inherited;
  }

  private static boolean isTyped(COSName name, COSBase value) {
    if (name.equals(COSName.RESOURCES)) {
      return isDictionary(value);
    }
    if (name.equals(COSName.ROTATE)) {
      return value instanceof COSInteger;
    }
    return value instanceof COSArray box
        && box.size() == 4
        && elements(box).stream().allMatch(each -> value(each) instanceof COSNumber);
  }

  private Map<COSName, COSBase> byParent(COSDictionary page) {
    Map<COSName, COSBase> found = new HashMap<>();
    COSDictionary node = page;
    for (int i = 0; i < MOST_PARENTS; i++) {
      visits.take();
      for (COSName name : INHERITED) {
        COSBase item = node.getItem(name);
        if (value(item) != null) {
          found.putIfAbsent(name, item);
        }
      }
      if (!(value(node.getItem(COSName.PARENT)) instanceof COSDictionary parent)) {
        return found;
      }
      node = parent;
    }
    found.put(COSName.PARENT, COSName.getPDFName("endless"));
    return found;
  }

  int count() {
    return pages.size();
  }

  /** A page, from 1. */
  Page page(int number) {
    return pages.get(number - 1);
  }

  /** Which page an object is, from 1; several numbers, or their digest, if it is listed often. */
  @Nullable String ordinal(COSBase object) {
    return ordinals.get(object);
  }

  /** Keys of the annotations of all pages. */
  Set<COSObjectKey> annotations() {
    Set<COSObjectKey> keys = new java.util.HashSet<>();
    for (Page page : pages) {
      for (COSBase each : page.annotations()) {
        if (each instanceof COSObject reference && isDictionary(value(each))) {
          keys.add(reference.getKey());
        }
      }
    }
    return keys;
  }

  /** What stands behind a reference; null for the null object and what counts as it. */
  static @Nullable COSBase value(@Nullable COSBase item) {
    COSBase value = item;
    for (int i = 0; i < 8 && value instanceof COSObject reference; i++) {
      value = reference.getObject();
    }
    return value instanceof COSNull || value instanceof COSObject ? null : value;
  }

  static boolean isDictionary(@Nullable COSBase value) {
    return value instanceof COSDictionary && !(value instanceof COSStream);
  }

  static List<COSBase> elements(COSArray array) {
    List<COSBase> elements = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      elements.add(array.get(i) == null ? COSNull.NULL : array.get(i));
    }
    return elements;
  }
}
