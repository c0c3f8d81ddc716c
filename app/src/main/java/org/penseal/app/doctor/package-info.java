// SPDX-License-Identifier: Apache-2.0
/** What is wrong on this computer and in this installation, and what can be done about it. */
@NullMarked
package org.penseal.app.doctor;

import org.jspecify.annotations.NullMarked;
