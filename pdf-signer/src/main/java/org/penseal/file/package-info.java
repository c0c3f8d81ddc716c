/**
 * Files as the signing parts see them: inputs that must not change while they are read, outputs
 * that are whole or not there.
 */
@NullMarked
package org.penseal.file;

import org.jspecify.annotations.NullMarked;
