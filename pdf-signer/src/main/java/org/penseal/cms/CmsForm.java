// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

/** By which rules a signature message is read. */
public enum CmsForm {
  /** PAdES baseline: signing-certificate-v2 must be there (EN 319 142-1, section 6.3). */
  BASELINE,
  /** RFC 5652, detached, with signed attributes. */
  PLAIN,
  /**
   * GB/T 35275-2017 as it occurs in PDFs: its content types or those of RFC 5652; with or without
   * signed attributes; the content is the digest over the byte ranges or, with attributes, absent.
   */
  GM
}
