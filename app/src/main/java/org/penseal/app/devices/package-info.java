// SPDX-License-Identifier: Apache-2.0
/**
 * What the workplace works with, at a glance: whether each part is there, and what to do if not.
 */
@NullMarked
package org.penseal.app.devices;

import org.jspecify.annotations.NullMarked;
