/** Middle: files of ink by their extension, and what a conversion loses. */
@NullMarked
package org.penseal.pad.ink.file;

import org.jspecify.annotations.NullMarked;
