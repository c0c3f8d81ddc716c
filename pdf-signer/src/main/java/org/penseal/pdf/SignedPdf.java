// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.nio.file.Path;

/**
 * A signed PDF that lies safely on the disk.
 *
 * @param file the output
 * @param length bytes
 * @param fieldName fully qualified name of the signature field
 */
public record SignedPdf(Path file, long length, String fieldName) {}
