// SPDX-License-Identifier: Apache-2.0
/** The report for a judge: a model in words, and its writers. */
@NullMarked
package org.penseal.app.report;

import org.jspecify.annotations.NullMarked;
