// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** Optional content (ISO 32000-2, 8.11): layers that are off, or on by use only. */
final class LayerHazards {
  private static final COSName EVENTS = COSName.getPDFName("AS");
  private static final COSName USAGE = COSName.getPDFName("Usage");

  private final HazardList findings;
  // Layers and membership dictionaries, each with the first page on which it was met.
  private final Map<COSDictionary, Integer> met = new IdentityHashMap<>();

  LayerHazards(HazardList findings) {
    this.findings = findings;
  }

  /** Takes notice of a layer that a page uses. */
  void met(COSDictionary layer, int page) {
    if (page > 0) {
      met.putIfAbsent(layer, page);
    }
  }

  /** Judges the layers; after all pages were looked at. */
  void judge(COSDictionary catalog) {
    COSDictionary properties = catalog.getCOSDictionary(COSName.OCPROPERTIES);
    if (properties == null) {
      return;
    }
    List<COSDictionary> layers = dictionaries(properties.getDictionaryObject(COSName.OCGS));
    COSDictionary config = properties.getCOSDictionary(COSName.D);
    Set<COSDictionary> hidden = hidden(layers, config);
    boolean events = config != null && config.getCOSArray(EVENTS) != null;
    boolean quiet = true;
    for (COSDictionary layer : layers) {
      int page = met.getOrDefault(layer, 0);
      String name = name(layer);
      if (hidden.contains(layer)) {
        findings.add(Hazard.Kind.LAYER_HIDDEN, page, name);
        quiet = false;
      } else if (byUse(layer, events)) {
        findings.add(Hazard.Kind.LAYER_BY_USE, page, name);
        quiet = false;
      }
    }
    if (quiet && !layers.isEmpty()) {
      findings.add(Hazard.Kind.LAYERS, 0, "");
    }
  }

  private static Set<COSDictionary> hidden(
      List<COSDictionary> layers, @Nullable COSDictionary config) {
    Set<COSDictionary> hidden = Collections.newSetFromMap(new IdentityHashMap<>());
    if (config == null) {
      return hidden;
    }
    if (COSName.OFF.equals(config.getCOSName(COSName.BASE_STATE))) {
      hidden.addAll(layers);
      hidden.removeAll(dictionaries(config.getDictionaryObject(COSName.ON)));
    }
    hidden.addAll(dictionaries(config.getDictionaryObject(COSName.OFF)));
    return hidden;
  }

  // Usage counts where events ask for it, and print differs from view also where none does.
  private static boolean byUse(COSDictionary layer, boolean events) {
    COSDictionary usage = layer.getCOSDictionary(USAGE);
    if (usage == null) {
      return false;
    }
    String print = state(usage, "Print", "PrintState");
    String view = state(usage, "View", "ViewState");
    boolean zoomed = usage.containsKey(COSName.getPDFName("Zoom"));
    boolean differs = print != null && view != null && !print.equals(view);
    return differs || (events && (zoomed || "OFF".equals(print) || "OFF".equals(view)));
  }

  private static @Nullable String state(COSDictionary usage, String use, String key) {
    COSDictionary one = usage.getCOSDictionary(COSName.getPDFName(use));
    return one == null ? null : one.getNameAsString(COSName.getPDFName(key));
  }

  private static String name(COSDictionary layer) {
    return layer.getDictionaryObject(COSName.NAME) instanceof COSString text
        ? text.getString()
        : "";
  }

  private static List<COSDictionary> dictionaries(@Nullable COSBase base) {
    List<COSDictionary> all = new ArrayList<>();
    if (base instanceof COSArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.getObject(i) instanceof COSDictionary one) {
          all.add(one);
        }
      }
    }
    return all;
  }
}
