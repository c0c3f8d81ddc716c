// SPDX-License-Identifier: Apache-2.0
/** What an operator and a load balancer see of the services. */
@NullMarked
package org.penseal.app.server.monitor;

import org.jspecify.annotations.NullMarked;
