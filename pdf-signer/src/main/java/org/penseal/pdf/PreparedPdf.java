// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.nio.file.Path;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/**
 * A PDF that is complete but for the CMS in its hole: made by {@code PdfSigner.prepare}, finished
 * by {@code PdfSigner.complete}.
 *
 * <p>The file lies in the work folder with a small facts file beside it ({@code FILE.facts.json}),
 * so that it can be opened again after a crash ({@code PdfSigner.reopen}).
 *
 * @param file the prepared file
 * @param input the document that came in
 * @param inputLength N, the length of the document that came in, bytes
 * @param inputDigest digest over exactly these N bytes (SM3 with {@link Suite#SM2_SM3})
 * @param incrementDigest SHA-256 over the bytes behind the first N, the hole being empty: shows
 *     that the prepared file is still the one that was digested
 * @param range what is covered
 * @param profile which kind of signature goes into the hole
 * @param suite algorithm
 * @param digest digest over the covered bytes: the message digest of the CMS
 * @param fieldName fully qualified name of the signature field
 */
public record PreparedPdf(
    Path file,
    Path input,
    long inputLength,
    Octets inputDigest,
    Octets incrementDigest,
    ByteRange range,
    SignatureSpec.Profile profile,
    Suite suite,
    Octets digest,
    String fieldName) {}
