/** Ink in files: reading, pictures, comparisons and evaluations for the command line. */
@NullMarked
package org.penseal.app.ink;

import org.jspecify.annotations.NullMarked;
