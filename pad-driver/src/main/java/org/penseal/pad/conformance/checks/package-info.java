/** Roof: tests whether a pad's chip does what docs/chip-protocol.md says, check by check. */
@NullMarked
package org.penseal.pad.conformance.checks;

import org.jspecify.annotations.NullMarked;
