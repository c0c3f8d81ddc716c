/** Words of the conformance test: its checks, what it found, and what it needs around a pad. */
@NullMarked
package org.penseal.pad.conformance;

import org.jspecify.annotations.NullMarked;
