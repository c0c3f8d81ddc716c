// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.time.Instant;

/**
 * One artefact of a case as the archive lists it, without its content.
 *
 * @param id its number in the archive
 * @param type its type in the registry of artefact types
 * @param mediaType its media type
 * @param takenAt when it was taken
 * @param saltedSm3 the digest that stands in the manifest, lower-case hex
 */
public record ArtefactRow(
    long id, String type, String mediaType, Instant takenAt, String saltedSm3) {}
