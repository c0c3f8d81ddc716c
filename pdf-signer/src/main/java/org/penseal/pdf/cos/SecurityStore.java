// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.penseal.signature.Octets;
import org.penseal.trust.revocation.ValidationData;

/**
 * The document security store: validation data in the catalog's /DSS (ISO 32000-2, 12.8.4.3; ETSI
 * EN 319 142-1, section 5.4.2). Entries for single signatures (/VRI) are read, not written.
 */
public final class SecurityStore {
  private static final COSName DSS = COSName.getPDFName("DSS");
  private static final COSName VRI = COSName.getPDFName("VRI");
  private static final COSName EXTENSIONS = COSName.getPDFName("Extensions");
  private static final COSName ESIC = COSName.getPDFName("ESIC");

  // Revocation lists of large authorities have some megabytes.
  private static final int LARGEST_STREAM_BYTES = 32 << 20;
  private static final int MOST_STREAMS = 2000;
  private static final long LARGEST_STORE_BYTES = 256L << 20;

  private final List<Octets> certificates = new ArrayList<>();
  private final List<Octets> ocsps = new ArrayList<>();
  private final List<Octets> crls = new ArrayList<>();
  private int streams;
  private long bytes;

  private SecurityStore() {}

  /** Whether there is a store. */
  public static boolean isIn(COSDictionary catalog) {
    return catalog.getCOSDictionary(DSS) != null;
  }

  /** What a store holds; streams that cannot be read, or that are too many, are left out. */
  public static ValidationData in(COSDictionary catalog) {
    SecurityStore store = new SecurityStore();
    COSDictionary dss = catalog.getCOSDictionary(DSS);
    if (dss != null) {
      store.read(dss.getCOSArray(COSName.CERTS), store.certificates);
      store.read(dss.getCOSArray(COSName.getPDFName("OCSPs")), store.ocsps);
      store.read(dss.getCOSArray(COSName.getPDFName("CRLs")), store.crls);
      COSDictionary single = dss.getCOSDictionary(VRI);
      for (COSName key : single == null ? List.<COSName>of() : List.copyOf(single.keySet())) {
        COSDictionary entry = single.getCOSDictionary(key);
        if (entry != null) {
          store.read(entry.getCOSArray(COSName.CERT), store.certificates);
          store.read(entry.getCOSArray(COSName.getPDFName("OCSP")), store.ocsps);
          store.read(entry.getCOSArray(COSName.getPDFName("CRL")), store.crls);
        }
      }
    }
    return new ValidationData(store.certificates, store.ocsps, store.crls);
  }

  private void read(@Nullable COSArray array, List<Octets> target) {
    for (int i = 0; array != null && i < array.size(); i++) {
      if (!(array.getObject(i) instanceof COSStream stream)
          || ++streams > MOST_STREAMS
          || bytes > LARGEST_STORE_BYTES) {
        continue;
      }
      try (InputStream in = stream.createInputStream()) {
        byte[] read = in.readNBytes(LARGEST_STREAM_BYTES + 1);
        bytes += read.length;
        if (read.length <= LARGEST_STREAM_BYTES) {
          target.add(Octets.of(read));
        }
      } catch (IOException | RuntimeException e) {
        continue; // what cannot be read proves nothing
      }
    }
  }

  /** Adds what is not there yet; what is there keeps its objects. */
  static void add(PDDocument document, ValidationData wanted) throws IOException {
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    ValidationData further = wanted.without(in(catalog));
    if (further.isEmpty() && isIn(catalog)) {
      return;
    }
    COSDictionary dss = catalog.getCOSDictionary(DSS);
    if (dss == null) {
      dss = new COSDictionary();
      dss.setItem(COSName.TYPE, DSS);
      catalog.setItem(DSS, dss);
      announce(document, catalog);
    }
    append(document, dss, COSName.CERTS, further.certificates());
    append(document, dss, COSName.getPDFName("OCSPs"), further.ocsps());
    append(document, dss, COSName.getPDFName("CRLs"), further.crls());
    dss.setNeedToBeUpdated(true);
    // The store may be a direct object of the catalog.
    catalog.setNeedToBeUpdated(true);
  }

  private static void append(
      PDDocument document, COSDictionary dss, COSName name, List<Octets> further)
      throws IOException {
    if (further.isEmpty()) {
      return;
    }
    COSArray array = dss.getCOSArray(name);
    if (array == null) {
      array = new COSArray();
      dss.setItem(name, array);
    }
    for (Octets each : further) {
      COSStream stream = document.getDocument().createCOSStream();
      try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        out.write(each.bytes());
      }
      array.add((COSBase) stream);
    }
    array.setNeedToBeUpdated(true);
  }

  // EN 319 142-1, section 5.6: PDF 1.7 files name the extension they use; PDF 2.0 has it inside.
  private static void announce(PDDocument document, COSDictionary catalog) {
    COSDictionary extensions = catalog.getCOSDictionary(EXTENSIONS);
    if (document.getVersion() >= 2 || (extensions != null && extensions.containsKey(ESIC))) {
      return;
    }
    COSDictionary esic = new COSDictionary();
    esic.setDirect(true);
    esic.setName("BaseVersion", "1.7");
    esic.setInt("ExtensionLevel", 5);
    if (extensions == null) {
      extensions = new COSDictionary();
      extensions.setDirect(true);
      catalog.setItem(EXTENSIONS, extensions);
    }
    extensions.setItem(ESIC, esic);
    extensions.setNeedToBeUpdated(true);
  }
}
