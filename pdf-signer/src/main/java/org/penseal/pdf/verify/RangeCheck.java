// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSObjectKey;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.Report;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.signature.Octets;

/**
 * Whether a byte range covers a whole revision but for exactly its own /Contents (ISO 32000-2,
 * 12.8.1): the answer to forgeries that leave out, move or widen the range.
 *
 * @param coverage how much is covered
 * @param reasons codes; empty if all is well
 */
record RangeCheck(Report.Coverage coverage, List<String> reasons) {
  // Between the start of a signature dictionary and its /Contents lies less than this.
  private static final int LARGEST_DICTIONARY_HEAD = 1 << 16;

  static RangeCheck of(FoundSignature signature, FileBytes file, Map<COSObjectKey, Long> xref)
      throws IOException {
    ByteRange range = signature.range();
    Octets contents = signature.contents();
    if (range == null) {
      return new RangeCheck(Report.Coverage.UNCLEAR, List.of("byte-range-malformed"));
    }
    if (contents == null) {
      return new RangeCheck(Report.Coverage.UNCLEAR, List.of("contents-missing"));
    }
    if (range.end() > file.length()) {
      return new RangeCheck(Report.Coverage.UNCLEAR, List.of("byte-range-outside-file"));
    }
    List<String> reasons = new ArrayList<>();
    if (!holeIs(contents, range, file)) {
      reasons.add("byte-range-hole-is-not-contents");
    }
    if (!insideOwnObject(signature, range, file, xref)) {
      reasons.add("byte-range-hole-in-another-object");
    }
    if (!file.endsRevision(range.end())) {
      reasons.add("byte-range-ends-inside-revision");
    }
    Report.Coverage coverage = Report.Coverage.UNCLEAR;
    if (reasons.isEmpty()) {
      coverage =
          range.end() == file.length()
              ? Report.Coverage.WHOLE_FILE
              : Report.Coverage.WHOLE_REVISION;
    }
    return new RangeCheck(coverage, reasons);
  }

  private static boolean holeIs(Octets contents, ByteRange range, FileBytes file)
      throws IOException {
    if (range.holeEnd() - range.holeStart() > 1L << 25) {
      return false;
    }
    String hole = file.text(range.holeStart(), (int) (range.holeEnd() - range.holeStart()));
    if (!hole.startsWith("<") || !hole.endsWith(">")) {
      return false;
    }
    try {
      byte[] bytes = HexFormat.of().parseHex(hole, 1, hole.length() - 1);
      return Octets.of(bytes).equals(contents);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean insideOwnObject(
      FoundSignature signature, ByteRange range, FileBytes file, Map<COSObjectKey, Long> xref)
      throws IOException {
    Long offset = signature.key() == null ? null : xref.get(signature.key());
    if (offset == null || offset <= 0) {
      return false;
    }
    long head = range.holeStart() - offset;
    if (head <= 0 || head > LARGEST_DICTIONARY_HEAD) {
      return false;
    }
    String text = file.text(offset, (int) head);
    return text.matches("(?s)\\s*\\d+\\s+\\d+\\s+obj\\b.*/Contents\\s*")
        && !text.contains("endobj");
  }
}
