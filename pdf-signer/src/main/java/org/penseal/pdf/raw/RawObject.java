// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.util.Map;

/**
 * An indirect object as the file contains it.
 *
 * @param number its number
 * @param generation its generation
 * @param value what it holds
 * @param dictionary that value if it is a dictionary; else empty
 * @param dataStart offset of a stream's data, or -1
 * @param dataEnd offset after the data
 * @param end offset after endobj
 * @param lengthFits whether a stream's data end where its length says
 * @param duplicateKey whether a dictionary has a key twice
 */
record RawObject(
    long number,
    long generation,
    Object value,
    Map<String, Object> dictionary,
    long dataStart,
    long dataEnd,
    long end,
    boolean lengthFits,
    boolean duplicateKey) {}
