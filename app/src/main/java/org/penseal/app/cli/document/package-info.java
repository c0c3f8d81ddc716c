/** {@code penseal pdf}: what is done to a PDF before anybody signs it. */
@NullMarked
package org.penseal.app.cli.document;

import org.jspecify.annotations.NullMarked;
