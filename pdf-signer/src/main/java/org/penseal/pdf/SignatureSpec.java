// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What one PDF signature is asked to be.
 *
 * @param suite the algorithm of the key that will sign
 * @param signerName goes to /Name
 * @param signedAt the claimed time, goes to /M with its offset; whole seconds
 * @param placement where it stands
 * @param appearance what it shows; null only if the placement is {@link Placement.Invisible} or a
 *     field that is to stay without a picture
 * @param evidence private streams inside the signed bytes, or null
 */
public record SignatureSpec(
    Suite suite,
    String signerName,
    OffsetDateTime signedAt,
    Placement placement,
    @Nullable Appearance appearance,
    @Nullable EvidenceStreams evidence) {}
