// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import org.penseal.signature.Octets;

/**
 * What a signature carries inside its signed bytes: in a PDF as private streams of the signature
 * dictionary, in a data signature as signed attributes.
 *
 * @param manifest the clear manifest, free of personal data
 * @param statement the chip statement (DER) or the host's own
 * @param sealedInk the ink in an envelope (CMS AuthEnvelopedData)
 */
public record EvidenceStreams(Octets manifest, Octets statement, Octets sealedInk) {}
