/** Signatures over any file: files in, files and reports out. */
@NullMarked
package org.penseal.data;

import org.jspecify.annotations.NullMarked;
