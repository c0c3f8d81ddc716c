// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.List;
import org.penseal.app.document.reader.DrawnPage.Wanted;

/** What the views of the pages ask for; answered in the models, later. Returns at once. */
public interface PageRequests {
  /** These pictures, the first one most, and no others any more. */
  void pictures(List<Wanted> wanted);

  /** This thumbnail too. */
  void thumbnail(Wanted wanted);

  /** The lines of a page, to line the signature up with. */
  void guides(int page);

  /** Where a text stands. */
  void search(String text);
}
