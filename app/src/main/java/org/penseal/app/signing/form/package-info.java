// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.app.signing.form;

import org.jspecify.annotations.NullMarked;
