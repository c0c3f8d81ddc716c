/** Tokens that are reached through a library of GM/T 0016 (SKF), by way of foreign memory. */
@NullMarked
package org.penseal.key.skf;

import org.jspecify.annotations.NullMarked;
