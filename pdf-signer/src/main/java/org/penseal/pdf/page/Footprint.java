// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSUpdateInfo;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an incremental update to the objects that it is about.
 *
 * <p>PDFBox completes what it only looks at, such as the /Type of an annotation, and would write it
 * again; to an earlier signature that is a changed field or annotation.
 */
public final class Footprint {
  private final PDDocument document;
  private final Set<COSBase> meant = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The footprint of a new field or annotation on a page, and of new entries in the catalog. */
  public Footprint(PDDocument document, Collection<PDPage> pages) {
    this.document = document;
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    add(catalog);
    for (COSName each : catalog.keySet()) {
      if (!each.equals(COSName.PAGES)) {
        addWithArrays(catalog.getDictionaryObject(each));
      }
    }
    for (PDPage page : pages) {
      add(page.getCOSObject());
      COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
      add(annotations);
      for (COSBase each : annotations == null ? new COSArray() : annotations) {
        // Written with its page, and by PDFBox as an object of its own too if it counts as changed.
        if (each instanceof COSDictionary direct && direct.isDirect()) {
          direct.setNeedToBeUpdated(false);
        }
      }
    }
  }

  /** One object more. */
  public void add(@Nullable COSBase base) {
    if (base != null) {
      meant.add(base);
    }
  }

  private void addWithArrays(@Nullable COSBase base) {
    add(base);
    if (base instanceof COSDictionary dictionary) {
      for (COSName name : dictionary.keySet()) {
        if (dictionary.getDictionaryObject(name) instanceof COSArray array) {
          add(array);
        }
      }
    }
  }

  /** Leaves everything else of the document as it was; to be called last before saving. */
  public void keep() {
    COSDocument cos = document.getDocument();
    for (COSObjectKey key : cos.getXrefTable().keySet()) {
      COSObject object = cos.getObjectFromPool(key);
      if (object.isDereferenced()
          && object.getObject() instanceof COSUpdateInfo found
          && found.isNeedToBeUpdated()
          && !meant.contains(object.getObject())) {
        found.setNeedToBeUpdated(false);
      }
    }
  }
}
