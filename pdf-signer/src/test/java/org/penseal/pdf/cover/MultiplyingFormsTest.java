// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.hazard.Hazard;
import org.penseal.pdf.hazard.HazardScan;
import org.penseal.pdf.inputs.ObjectFile;
import org.penseal.pdf.revision.Revision;

/**
 * Twenty forms, each of which draws the next one ten times, the last one with nothing painted: a
 * small file that no reader comes to the end of.
 */
class MultiplyingFormsTest {
  private static final String FRAME = "/Type/XObject/Subtype/Form/BBox[20 140 280 270]";
  private static final int FIRST = 20;
  private static final int LAST = 40;

  @TempDir Path folder;

  private static Map<Integer, String> page(String annotations, String content) {
    Map<Integer, String> objects = new TreeMap<>();
    objects.put(1, "<</Type/Catalog/Pages 2 0 R>>");
    objects.put(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    objects.put(
        3,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
            + "/Resources<</XObject<</X 20 0 R>>>>/Annots["
            + annotations
            + "]>>");
    objects.put(4, ObjectFile.stream("", content));
    for (int i = FIRST; i < LAST; i++) {
      String next = "/Resources<</XObject<</X " + (i + 1) + " 0 R>>>>";
      objects.put(i, ObjectFile.stream(FRAME + next, "/X Do ".repeat(10)));
    }
    objects.put(LAST, ObjectFile.stream(FRAME, "q Q"));
    return objects;
  }

  private static List<String> looked(Path path, long end, long length) throws Exception {
    try (Revision signed = Revision.open(path, end, null).orElseThrow();
        Revision now = Revision.open(path, length, null).orElseThrow()) {
      COSObjectKey key = new COSObjectKey(8, 0);
      COSDictionary added =
          (COSDictionary) now.document().getDocument().getObjectFromPool(key).getObject();
      Addition addition = new Addition(1, key, added, null, Addition.Kind.NEW_SIGNATURE);
      return Covering.of(signed, now, List.of(addition), Deadline.in(Duration.ofMillis(300)))
          .stream()
          .map(Changes.Change::code)
          .distinct()
          .toList();
    }
  }

  @Test
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void ofAnAdditionEndInADoubt() throws Exception {
    String widget = "<</Subtype/Widget/FT/Sig/T(s)/Rect[20 140 280 270]/F 4/AP<</N 20 0 R>>>>";
    String rule = "20 200 200 1 re f";
    ObjectFile file = new ObjectFile("").put(page("", rule));
    long end = file.length();
    Map<Integer, String> update = new TreeMap<>(page("8 0 R", rule));
    update.put(8, widget);
    Path path = file.put(update).write(folder.resolve("added.pdf"));
    assertEquals(List.of(Covering.NOT_LOOKED_AT), looked(path, end, file.length()));
  }

  @Test
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void ofASignedPageAreToldAsNotAllSeen() throws Exception {
    ObjectFile file = new ObjectFile("").put(page("", "/X Do"));
    Path path = file.write(folder.resolve("page.pdf"));
    List<Hazard.Kind> found =
        new HazardScan(1).of(path, file.length(), null).stream().map(Hazard::kind).toList();
    assertEquals(List.of(Hazard.Kind.NOT_ALL_SEEN), found);
  }

  @Test
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void ofASignedPageLeaveAnAdditionInDoubt() throws Exception {
    ObjectFile file = new ObjectFile("").put(page("", "/X Do"));
    long end = file.length();
    Map<Integer, String> update = new TreeMap<>(page("8 0 R", "/X Do"));
    update.put(8, "<</Subtype/Widget/FT/Sig/T(s)/Rect[20 140 280 270]/F 4>>");
    Path path = file.put(update).write(folder.resolve("under.pdf"));
    assertEquals(List.of(Covering.NOT_LOOKED_AT), looked(path, end, file.length()));
  }
}
