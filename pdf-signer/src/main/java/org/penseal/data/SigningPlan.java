// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import org.jspecify.annotations.Nullable;
import org.penseal.cms.data.SignatureForm;
import org.penseal.trust.TimestampClient;

/**
 * How a file is to be signed.
 *
 * @param form whose object identifiers
 * @param attached whether the file goes into the message
 * @param attributes whether attributes are signed, or the file itself
 * @param tsa who stamps the signature value, or null
 */
public record SigningPlan(
    SignatureForm form, boolean attached, boolean attributes, @Nullable TimestampClient tsa) {}
