// SPDX-License-Identifier: Apache-2.0
/** What a workplace works with: services, trust, keys and devices, and the station made of it. */
@NullMarked
package org.penseal.app.workplace;

import org.jspecify.annotations.NullMarked;
