// SPDX-License-Identifier: Apache-2.0
/**
 * The roof over many checks: labelled clips, living and attacks, and the error rates of ISO/IEC
 * 30107-3 over them. Figures over drawn clips say nothing about people; no conformity is claimed.
 */
@NullMarked
package org.penseal.liveness.trial;

import org.jspecify.annotations.NullMarked;
