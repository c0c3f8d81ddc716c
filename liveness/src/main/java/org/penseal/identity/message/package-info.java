// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP message signatures (RFC 9421) and content digests (RFC 9530), in the one narrow profile of
 * docs/authority-openapi.yaml.
 */
@NullMarked
package org.penseal.identity.message;

import org.jspecify.annotations.NullMarked;
