// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.security.PrivateKey;
import org.penseal.pad.PadModel;

/**
 * Who a simulated device is.
 *
 * @param model catalogue entry
 * @param serialNumber factory id, as in its certificate
 * @param firmware version, e.g. {@code 1.00}
 * @param key its device key
 * @param certificate DER of its certificate
 */
// Inside of the simulated chip only, which copies it out.
@SuppressWarnings("ArrayRecordComponent")
record DeviceIdentity(
    PadModel model, String serialNumber, String firmware, PrivateKey key, byte[] certificate) {}
