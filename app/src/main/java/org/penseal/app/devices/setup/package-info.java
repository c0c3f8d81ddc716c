// SPDX-License-Identifier: Apache-2.0
/**
 * Sets the services of the workplace: a form that is tried, written into the workplace file, and
 * worked with from then on.
 */
@NullMarked
package org.penseal.app.devices.setup;

import org.jspecify.annotations.NullMarked;
