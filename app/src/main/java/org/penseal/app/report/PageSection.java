// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.io.IOException;
import org.penseal.app.verify.VerifiedFile;

/** A part at the end of the page for a browser that others write. */
public interface PageSection {
  /** The page's content security policy. */
  String policy();

  /** HTML that goes to the end of the page. */
  String of(VerifiedFile verified) throws IOException;
}
