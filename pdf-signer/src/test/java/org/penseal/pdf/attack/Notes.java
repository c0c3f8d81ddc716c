// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.io.IOException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSUpdateInfo;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;

/** A note on the first page that comes, changes and goes, as a viewer does it. */
final class Notes {
  private static final String NAME = "note of the test";

  private Notes() {}

  static void add(PDDocument document) throws IOException {
    PDAnnotationText note = new PDAnnotationText();
    note.setAnnotationName(NAME);
    note.setContents("please look at this");
    note.setRectangle(new PDRectangle(40, 100, 20, 20));
    note.setPage(document.getPage(0));
    COSDictionary page = document.getPage(0).getCOSObject();
    COSArray notes = page.getCOSArray(COSName.ANNOTS);
    if (notes == null) {
      notes = new COSArray();
      page.setItem(COSName.ANNOTS, notes);
    }
    notes.add(note);
    notes.setNeedToBeUpdated(true);
    note.getCOSObject().setNeedToBeUpdated(true);
    mark(page);
  }

  private static COSDictionary find(PDDocument document) throws IOException {
    for (PDAnnotation each : document.getPage(0).getAnnotations()) {
      if (NAME.equals(each.getAnnotationName())) {
        return each.getCOSObject();
      }
    }
    throw new IOException("no note");
  }

  static void change(PDDocument document) throws IOException {
    COSDictionary note = find(document);
    note.setString(COSName.CONTENTS, "seen");
    note.setString(COSName.M, "D:20261120101530Z");
    mark(note);
  }

  static void remove(PDDocument document) throws IOException {
    COSDictionary note = find(document);
    COSDictionary page = document.getPage(0).getCOSObject();
    COSArray notes = page.getCOSArray(COSName.ANNOTS);
    for (int i = notes.size() - 1; i >= 0; i--) {
      if (notes.getObject(i) == note) {
        notes.remove(i);
      }
    }
    notes.setNeedToBeUpdated(true);
    mark(page);
  }

  /** Has an incremental save write it, with what it leads to directly. */
  static void mark(COSDictionary dictionary) {
    dictionary.setNeedToBeUpdated(true);
    for (COSBase each : dictionary.getValues()) {
      COSBase value = each instanceof COSObject object ? object.getObject() : each;
      if (value instanceof org.apache.pdfbox.cos.COSStream && value instanceof COSUpdateInfo info) {
        info.setNeedToBeUpdated(true);
      }
    }
  }
}
