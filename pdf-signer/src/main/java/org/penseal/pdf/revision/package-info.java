// SPDX-License-Identifier: Apache-2.0
/** The revisions of a file: what each changed, and whether a signature before it allows that. */
@NullMarked
package org.penseal.pdf.revision;

import org.jspecify.annotations.NullMarked;
